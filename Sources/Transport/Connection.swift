import HTTP

/// What an event loop keeps for one connection; idle ones own no buffer.
final class Connection {
    let slot: Int
    let tag: UInt64
    let listener: Int
    var stream: ByteStream
    var state: HTTPConnectionState

    /// What the client has sent and no request has used up.
    var input: ByteBuffer?

    /// What the socket did not take at once.
    var output: ByteBuffer?

    var interest = Poller.Interest.read

    /// Of the request that the handler has; see ``HTTPTicket``.
    var serial: UInt64 = 0
    var isHead = false

    init(slot: Int, tag: UInt64, listener: Int, stream: consuming ByteStream, state: HTTPConnectionState) {
        self.slot = slot
        self.tag = tag
        self.listener = listener
        self.stream = stream
        self.state = state
    }
}
