import HTTP

/// Who has to go first when there are too many connections or too many bytes: the highest rank.
///
/// A connection that has had a request answered outranks no other one, however many strangers knock: without that a few
/// hundred clients that connect and say nothing would push out those that work with the server.
struct EvictionRank: Comparable {
    private enum Class: Int {
        case proven
        case begun
        case unused
        case handshake
    }

    /// The largest request needs a few milliseconds within a cluster; who takes this long is parking its bytes.
    private static let patience: UInt64 = 1_000_000_000

    private let rank: Class
    private let waiting: UInt64
    private let tag: UInt64

    /// For a newcomer's place among the young; nil for a connection that is proven or at work.
    static func young(_ connection: Connection, now: UInt64) -> EvictionRank? {
        guard !connection.isProven, let waiting = connection.state.waiting(now: now) else { return nil }
        switch connection.state.phase {
        case .handshake: return EvictionRank(.handshake, waiting, connection)
        case .idle, .linger: return EvictionRank(.unused, waiting, connection)
        case .head, .body: return EvictionRank(.begun, waiting, connection)
        case .handler, .write, .closed: return nil
        }
    }

    /// Among the proven, the one that has been idle for longest.
    static func provenIdle(_ connection: Connection, now: UInt64) -> EvictionRank? {
        guard connection.isProven, connection.state.phase == .idle || connection.state.phase == .linger,
            let waiting = connection.state.waiting(now: now)
        else { return nil }
        return EvictionRank(.proven, waiting, connection)
    }

    /// For room in the receive buffers; a young connection takes none from a proven one that makes progress.
    static func body(_ connection: Connection, now: UInt64, for newcomer: Connection) -> EvictionRank? {
        guard connection.state.phase == .body || connection.state.phase == .head, let input = connection.input,
            input.capacity > ByteBuffer.initialCapacity || connection === newcomer,
            let waiting = connection.state.waiting(now: now)
        else { return nil }
        guard connection.isProven else { return EvictionRank(.begun, waiting, connection) }
        return newcomer.isProven || waiting > patience ? EvictionRank(.proven, waiting, connection) : nil
    }

    private init(_ rank: Class, _ waiting: UInt64, _ connection: Connection) {
        self.rank = rank
        self.waiting = waiting
        tag = connection.tag
    }

    /// Those of one turn have waited equally long; tags tell who came first.
    static func < (left: EvictionRank, right: EvictionRank) -> Bool {
        (left.rank.rawValue, left.waiting, right.tag) < (right.rank.rawValue, right.waiting, left.tag)
    }
}
