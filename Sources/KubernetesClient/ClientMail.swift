import Sockets

/// What reaches the client's thread from elsewhere.
enum ClientMail: Sendable {
    case read(ReadRequest)
    case addresses(Result<[SocketAddress], SocketError>)
    case stop
}

/// A request about one object that somebody waits for.
struct ReadRequest: Sendable {
    let resource: Int
    let namespace: String
    let name: String
    /// Nil for a GET.
    let change: ObjectChange?
    /// A reading of the monotonic clock.
    let deadline: UInt64
    let done: @Sendable (ObjectAnswer) -> Void
}
