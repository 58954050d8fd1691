import HTTP

/// Who has to go first when there are too many connections or too many bytes: the highest rank.
struct EvictionRank: Comparable {
    private enum Class: Int {
        case proven
        case young
    }

    /// The largest request needs a few milliseconds within a cluster; who takes this long is parking its bytes.
    private static let patience: UInt64 = 1_000_000_000

    private let rank: Class
    private let waiting: UInt64
    private let tag: UInt64

    /// For a newcomer's place: the oldest connection that has not got to its first answer, whatever it is at.
    ///
    /// An honest client is through in milliseconds. To prefer unfinished handshakes, or the youngest, would let whoever
    /// has filled the places keep them. Nil for a connection that is proven or that the server is at work for.
    static func young(_ connection: Connection, now: UInt64) -> EvictionRank? {
        guard !connection.isProven, connection.state.waiting(now: now) != nil else { return nil }
        return EvictionRank(.young, 0, connection)
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
        guard connection.isProven else { return EvictionRank(.young, waiting, connection) }
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
