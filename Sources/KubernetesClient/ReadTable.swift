/// Reads that wait for a connection or for their answer.
struct ReadTable {
    struct Entry {
        let request: ReadRequest
        let target: String
        var read: ObjectRead
    }

    /// Connections at the same time.
    static let connectionLimit = 4
    /// Reads that wait for one of them.
    static let queueLimit = 256

    private(set) var waiting: [Entry] = []
    private(set) var active: [UInt64: Entry] = [:]

    /// False when too many wait.
    mutating func add(_ entry: Entry) -> Bool {
        guard waiting.count < Self.queueLimit else { return false }
        waiting.append(entry)
        return true
    }

    /// The next one, when there is a connection for it.
    mutating func next() -> Entry? {
        guard active.count < Self.connectionLimit, !waiting.isEmpty else { return nil }
        return waiting.removeFirst()
    }

    subscript(tag: UInt64) -> Entry? {
        _read { yield active[tag] }
        _modify { yield &active[tag] }
    }

    mutating func remove(_ tag: UInt64) -> Entry? {
        active.removeValue(forKey: tag)
    }

    /// The connection was replaced by another.
    mutating func move(from old: UInt64, to new: UInt64) {
        active[new] = active.removeValue(forKey: old)
    }

    mutating func takeExpired(now: UInt64) -> [Entry] {
        let expired = waiting.filter { now >= $0.request.deadline }
        if !expired.isEmpty { waiting.removeAll { now >= $0.request.deadline } }
        return expired
    }

    mutating func takeAll() -> [Entry] {
        defer { self = ReadTable() }
        return waiting + active.values
    }

    /// Tags of those whose connection has taken longer than they have.
    func expiredTags(now: UInt64) -> [UInt64] {
        active.filter { now >= $0.value.request.deadline }.map(\.key)
    }

    var deadline: UInt64 {
        min(waiting.map(\.request.deadline).min() ?? .max, active.values.map(\.request.deadline).min() ?? .max)
    }
}
