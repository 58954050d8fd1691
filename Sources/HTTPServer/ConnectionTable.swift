/// The connections of one event loop, found by slot.
struct ConnectionTable {
    private var slots: [Connection?] = []
    private var unused: [Int] = []
    private var generation: UInt64 = 0

    private(set) var count = 0

    /// Those of which a request has been answered.
    private(set) var proven = 0

    /// Those that have not got that far: in the handshake, or before their first answer.
    var young: Int { count - proven }

    /// A place for one more, and a tag that no other connection has had.
    mutating func reserve() -> (slot: Int, tag: UInt64) {
        let slot = unused.popLast() ?? slots.count
        if slot == slots.count { slots.append(nil) }
        generation = (generation + 1) & 0x7FFF_FFFF
        return (slot, generation << 32 | UInt64(slot))
    }

    mutating func place(_ connection: Connection) {
        guard slots.indices.contains(connection.slot) else { return }
        slots[connection.slot] = connection
        count += 1
    }

    /// Gives a reserved place back.
    mutating func free(_ slot: Int) {
        unused.append(slot)
    }

    /// Once, when the first request of a connection has been answered.
    mutating func noteProof(of connection: Connection) {
        guard at(connection.slot) === connection else { return }
        proven += 1
    }

    /// Nil for a connection that is gone, also when its slot has been used again.
    func find(tag: UInt64) -> Connection? {
        guard let connection = at(Int(tag & 0xFFFF_FFFF)), connection.tag == tag else { return nil }
        return connection
    }

    func at(_ slot: Int) -> Connection? {
        slots.indices.contains(slot) ? slots[slot] : nil
    }

    mutating func remove(_ connection: Connection) {
        guard at(connection.slot) === connection else { return }
        slots[connection.slot] = nil
        free(connection.slot)
        count -= 1
        if connection.isProven { proven -= 1 }
    }

    /// Slots that may hold a connection.
    var indices: Range<Int> { slots.indices }

    /// The connection with the highest rank; connections without a rank do not take part.
    func highest<Rank: Comparable>(_ rank: (Connection) -> Rank?) -> Connection? {
        var found: (connection: Connection, rank: Rank)?
        for case let connection? in slots {
            guard let rank = rank(connection) else { continue }
            if let found, found.rank >= rank { continue }
            found = (connection, rank)
        }
        return found?.connection
    }
}
