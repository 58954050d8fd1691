import Dispatch
import JSON
import Synchronization

/// One line an event, written by a thread of its own so that a slow reader never holds up a review.
///
/// What is not yet written is bounded; beyond the bound lines are dropped and counted.
package final class Log: Sendable {
    package enum Format: String, CaseIterable, Sendable {
        case json, text
    }

    package enum Level: String, CaseIterable, Sendable {
        case debug, info, warn, error

        var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    package enum Value: Sendable {
        case text(String)
        case number(Int)
        case flag(Bool)
    }

    private let format: Format
    private let level: Level
    private let queue = DispatchQueue(label: "log")
    private let sink: @Sendable (String) -> Void
    private let state = Mutex<State>(State())
    private static let pendingLimit = 4096

    private struct State {
        var pending = 0
        var dropped: UInt64 = 0
    }

    package init(format: Format, level: Level, sink: @escaping @Sendable (String) -> Void) {
        self.format = format
        self.level = level
        self.sink = sink
    }

    package func writes(_ level: Level) -> Bool { level.rank >= self.level.rank }

    package func write(_ level: Level, _ message: String, _ fields: [(String, Value)] = []) {
        guard writes(level) else { return }
        let isAccepted = state.withLock { state in
            guard state.pending < Self.pendingLimit else {
                state.dropped += 1
                return false
            }
            state.pending += 1
            return true
        }
        guard isAccepted else { return }
        let line = LogLine(level: level, message: message, fields: fields).render(format)
        queue.async { [self] in
            sink(line)
            state.withLock { $0.pending -= 1 }
        }
    }

    /// Returns when every line so far is written; for the end of the process.
    ///
    /// Waits 2 s at most: somebody who has stopped reading the log must not keep the process from ending.
    package func flush() {
        let done = DispatchSemaphore(value: 0)
        queue.async { done.signal() }
        _ = done.wait(timeout: .now() + .seconds(2))
    }

    var droppedLines: UInt64 { state.withLock { $0.dropped } }
}
