/// When what has changed is handed out: soon for one change, and not too often for many.
package struct PublicationWindow: Sendable {
    /// Nanoseconds without a further change after which a batch is complete.
    package static let quiet: UInt64 = 50_000_000
    /// Nanoseconds that the first change of a batch waits for others, and between two publications.
    package static let longest: UInt64 = 100_000_000

    private var first: UInt64?
    private var last: UInt64 = 0
    private var published: UInt64?

    package init() {}

    package mutating func changed(now: UInt64) {
        first = first ?? now
        last = now
    }

    /// Nil when nothing has changed.
    package var due: UInt64? {
        guard let first else { return nil }
        let complete = min(last + Self.quiet, first + Self.longest)
        return max(complete, published.map { $0 + Self.longest } ?? 0)
    }

    package mutating func publish(now: UInt64) {
        first = nil
        published = now
    }
}
