import HTTP
import Sockets

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

    /// In the ``TurnQueue``; epoll's reports about it are passed over until its turn has come.
    var isQueued = false

    /// When the first byte of the request that is under way was there to be read.
    var arrived: UInt64 = 0

    /// When bytes were there to be read for the last time.
    var lastRead: UInt64 = 0

    /// Wake-ups in a row that brought no byte of a request, but TLS messages or parts of records.
    var fruitless = 0

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

    /// A request of it has been answered.
    var isProven: Bool { state.answered > 0 }
}
