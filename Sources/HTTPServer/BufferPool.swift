import HTTP

/// Receive buffers of one event loop: lent while a request is under way, and counted once they grow.
struct BufferPool {
    private var free: [ByteBuffer] = []
    private var grown = 0
    private let limit: Int

    /// - Parameter limit: Bytes by which all lent buffers together may outgrow their initial size.
    init(limit: Int) {
        self.limit = limit
    }

    mutating func take() -> ByteBuffer {
        free.popLast() ?? ByteBuffer()
    }

    mutating func give(_ buffer: ByteBuffer) {
        let growth = buffer.capacity - ByteBuffer.initialCapacity
        grown -= growth
        // A large one goes back to the system at once, and so do those that only a burst needed.
        guard growth == 0, free.count < 8 else { return }
        buffer.removeAll()
        free.append(buffer)
    }

    /// Room to read into; nil when the incomplete requests of this loop already hold too much.
    mutating func space(in buffer: ByteBuffer) -> UnsafeMutableRawBufferPointer? {
        let before = buffer.capacity
        if grown > limit, before - buffer.count < Self.readSize { return nil }
        let space = buffer.space(atLeast: Self.readSize)
        grown += buffer.capacity - before
        return space
    }

    /// TLS hands out one record of at most 16 KiB a call; smaller pieces cost calls, larger ones memory.
    private static let readSize = 4 * 1024
}
