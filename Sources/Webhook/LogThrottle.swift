/// Lets each kind of event into the log a number of times in a while, and counts the others: what comes from outside
/// decides how often something happens.
package struct LogThrottle {
    private struct Kind {
        var since: UInt64
        var written = 0
        var suppressed = 0
    }

    /// Kinds that are told apart; all others share one.
    package static let kindLimit = 32

    private let lines: Int
    private let period: UInt64
    private var kinds: [String: Kind] = [:]

    /// - Parameters:
    ///   - lines: Lines of one kind in a period.
    ///   - period: In nanoseconds.
    package init(lines: Int, period: UInt64) {
        self.lines = lines
        self.period = period
    }

    /// How many events of that kind were left out since the last line; nil if this one is to be left out too.
    package mutating func admit(_ kind: String, now: UInt64) -> Int? {
        let key = kinds[kind] == nil && kinds.count >= Self.kindLimit ? "" : kind
        var entry = kinds[key] ?? Kind(since: now)
        if now >= entry.since &+ period {
            entry.since = now
            entry.written = 0
        }
        guard entry.written < lines else {
            entry.suppressed += 1
            kinds[key] = entry
            return nil
        }
        let suppressed = entry.suppressed
        entry.written += 1
        entry.suppressed = 0
        kinds[key] = entry
        return suppressed
    }
}
