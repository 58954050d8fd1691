import Synchronization

/// How many confirmations are under way, and what became of the others.
final class ConfirmationCounters: Sendable {
    private struct State {
        var active = 0
        var counts: [ConfirmationResult: UInt64] = [:]
    }

    private let state = Mutex(State())

    /// False when there are too many.
    func begin() -> Bool {
        state.withLock { state in
            guard state.active < LiveContext.confirmationLimit else { return false }
            state.active += 1
            return true
        }
    }

    func end() {
        state.withLock { $0.active -= 1 }
    }

    func count(_ result: ConfirmationResult) {
        state.withLock { $0.counts[result, default: 0] += 1 }
    }

    var counts: [ConfirmationResult: UInt64] { state.withLock { $0.counts } }
}
