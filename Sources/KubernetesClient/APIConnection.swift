import HTTP
import Sockets

/// A connection to the server, with the request that it was opened for or is at.
final class APIConnection {
    enum Owner {
        case resource(Int)
        case read
    }

    let tag: UInt64
    let owner: Owner
    var exchange: Exchange
    /// Nil until the server's address is known.
    var stream: ByteStream?
    var request: APIRequest?
    /// Addresses to be tried when this one refuses.
    var untried: [SocketAddress] = []
    var address: SocketAddress?
    var interest = Poller.Interest.write

    let input = ByteBuffer()
    var output: [UInt8] = []
    var sent = 0

    init(tag: UInt64, owner: Owner, exchange: Exchange) {
        self.tag = tag
        self.owner = owner
        self.exchange = exchange
    }

    /// The server may have closed the connection before it saw the request, which is then no failure of the server.
    ///
    /// A change may have been made all the same, and is not asked for twice.
    var mayAskAgain: Bool {
        exchange.stage == .head && exchange.answered > 0 && input.isEmpty && request?.change == nil
    }

    /// Sends what is left of the request; ends with `.bytes` when all of it is sent.
    func send() -> ByteStream.Progress {
        while sent < output.count {
            let progress = output.withUnsafeBytes { bytes in
                stream?.write(UnsafeRawBufferPointer(rebasing: bytes[sent...])) ?? .failed(nil)
            }
            guard case .bytes(let count) = progress else { return progress }
            sent += count
        }
        return .bytes(0)
    }

    func read() -> ByteStream.Progress {
        // Half of what the buffer holds from the start, so that it never grows for what comes after a head.
        let space = input.space(atLeast: ByteBuffer.initialCapacity / 2)
        let progress = stream?.read(into: space) ?? .failed(nil)
        if case .bytes(let count) = progress { input.wrote(count) }
        return progress
    }
}
