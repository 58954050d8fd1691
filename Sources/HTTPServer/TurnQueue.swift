import HTTP

/// Connections that go on in the next turn of the loop, each at most once.
///
/// Handshakes stand in a line of their own: each costs a signature, so only a few are moved on in one turn, after
/// everybody who is through.
struct TurnQueue {
    private var ready: [UInt64] = []
    private var handshakes: [UInt64] = []

    var isEmpty: Bool { ready.isEmpty && handshakes.isEmpty }

    mutating func add(_ connection: Connection) {
        guard !connection.isQueued else { return }
        connection.isQueued = true
        if connection.state.phase == .handshake {
            handshakes.append(connection.tag)
        } else {
            ready.append(connection.tag)
        }
    }

    /// Tags of all that are past the handshake; what is added from now on is for the turn after.
    mutating func takeReady() -> [UInt64] {
        guard !ready.isEmpty else { return [] }
        defer { ready = [] }
        return ready
    }

    /// Tags of those that have waited longest.
    mutating func takeHandshakes(_ count: Int) -> [UInt64] {
        guard !handshakes.isEmpty else { return [] }
        defer { handshakes.removeFirst(min(count, handshakes.count)) }
        return Array(handshakes.prefix(count))
    }
}

/// What one connection may use up in one turn of the loop before the others have theirs.
struct TurnBudget {
    private var requests: Int
    private var bytes: Int

    init(_ configuration: ServerConfiguration) {
        requests = configuration.requestsPerTurn
        bytes = configuration.bytesPerTurn
    }

    var allowsRequest: Bool { requests > 0 && bytes > 0 }

    mutating func spendRequest() { requests -= 1 }
    mutating func spend(bytes: Int) { self.bytes -= bytes }
}
