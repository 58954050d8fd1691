/// Whether the event loops that answer reviews get on with their work.
package struct LoopHealth {
    /// Longest time, in nanoseconds, for which a loop is at work on the same request.
    package var longestTurn: UInt64

    /// Longer than any review may take; requests wait meanwhile, so others should get them.
    package static let readyLimit: UInt64 = 5_000_000_000

    /// The longest `timeoutSeconds`: nobody waits for that answer any more, and it will not come.
    package static let liveLimit: UInt64 = 30_000_000_000

    package init(longestTurn: UInt64) {
        self.longestTurn = longestTurn
    }

    package var readyProblem: String? { problem(Self.readyLimit) }
    package var liveProblem: String? { problem(Self.liveLimit) }

    private func problem(_ limit: UInt64) -> String? {
        guard longestTurn > limit else { return nil }
        return "an event loop has been busy with one request for \(longestTurn / 1_000_000_000) s"
    }
}
