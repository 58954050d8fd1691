import Dispatch
import Synchronization

/// One line an event, written by a thread of its own so that a slow reader never holds up a review.
///
/// What is not yet written is bounded in bytes; beyond the bound lines are dropped and counted.
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

    /// Bytes that may wait for a reader.
    package static let pendingLimit = 4 * 1024 * 1024

    /// Bytes of a field's value that are kept.
    package static let fieldLimit = LogText.limit

    private let format: Format
    private let level: Level
    private let queue = DispatchQueue(label: "log")
    private let sink: @Sendable (String) -> Void
    private let state = Mutex<State>(State())

    private struct State {
        /// Bytes.
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
        guard writes(level), hasRoom() else { return }
        let line = LogLine(level: level, message: message, fields: fields).render(format)
        state.withLock { $0.pending += line.count }
        queue.async { [self] in
            sink(String(decoding: line, as: UTF8.self))
            state.withLock { $0.pending -= line.count }
        }
    }

    /// Says it before the line is made: lines that nobody will read cost nothing.
    private func hasRoom() -> Bool {
        state.withLock { state in
            if state.pending < Self.pendingLimit { return true }
            state.dropped += 1
            return false
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

    package var droppedLines: UInt64 { state.withLock { $0.dropped } }
}
