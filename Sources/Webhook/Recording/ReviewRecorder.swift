import Admission
import Dispatch
import JSON
import Kubernetes
import Synchronization

/// Hands answered reviews to whoever keeps them, on a thread of its own, so that neither a full disk nor a slow one
/// holds up a review.
///
/// What waits is bounded in bytes; beyond the bound reviews are not recorded but counted.
final class ReviewRecorder: Sendable {
    /// Bytes of requests that may wait; what is parsed of them takes twice as much besides.
    static let pendingLimit = 8 * 1024 * 1024

    struct Counts: Sendable {
        var written: UInt64 = 0
        /// There were too many at once.
        var dropped: UInt64 = 0
        var failed: UInt64 = 0
    }

    private struct State {
        /// Bytes.
        var pending = 0
        var counts = Counts()
        var lines = LogThrottle(lines: 1, period: 60_000_000_000)
    }

    private let write: @Sendable ([UInt8]) -> Result<Void, WebhookConfiguration.SourceError>
    private let version: String
    private let log: Log
    private let queue = DispatchQueue(label: "record", qos: .utility)
    private let state = Mutex(State())

    init(
        _ write: @escaping @Sendable ([UInt8]) -> Result<Void, WebhookConfiguration.SourceError>,
        version: String,
        log: Log
    ) {
        self.write = write
        self.version = version
        self.log = log
    }

    var counts: Counts { state.withLock { $0.counts } }

    /// Costs the caller no copy: the request is immutable and goes as it is.
    func record(_ request: AdmissionRequest, _ verdict: Verdict, at stage: ReviewStage, now: UInt64) {
        let size = request.document.bytes.count
        guard hasRoom(size, now: now) else { return }
        let seconds = WallClock.seconds()
        queue.async { [self] in
            let line = RecordedReview.line(
                request,
                RuleAnswer(verdict),
                at: stage,
                time: WallClock.timestamp(seconds: seconds),
                version: version
            )
            done(write(line), size, now: now)
        }
    }

    /// Returns when all is written, or after 2 s: a disk that hangs must not keep the process from ending.
    func finish() {
        let done = DispatchSemaphore(value: 0)
        queue.async { done.signal() }
        _ = done.wait(timeout: .now() + .seconds(2))
    }

    private func hasRoom(_ size: Int, now: UInt64) -> Bool {
        let suppressed = state.withLock { state -> Int?? in
            if state.pending == 0 || state.pending + size <= Self.pendingLimit {
                state.pending += size
                return nil
            }
            state.counts.dropped += 1
            return .some(state.lines.admit("dropped", now: now))
        }
        guard let suppressed else { return true }
        if let suppressed {
            complain("reviews not recorded: there are more of them than can be written", nil, suppressed)
        }
        return false
    }

    private func done(_ result: Result<Void, WebhookConfiguration.SourceError>, _ size: Int, now: UInt64) {
        let suppressed = state.withLock { state -> Int? in
            state.pending -= size
            guard case .failure = result else {
                state.counts.written += 1
                return nil
            }
            state.counts.failed += 1
            return state.lines.admit("failed", now: now)
        }
        if let suppressed, case .failure(let problem) = result {
            complain("review not recorded", problem.text, suppressed)
        }
    }

    private func complain(_ message: String, _ error: String?, _ suppressed: Int) {
        var fields: [(String, Log.Value)] = []
        if let error { fields.append(("error", .text(error))) }
        if suppressed > 0 { fields.append(("suppressed", .number(suppressed))) }
        log.write(.error, message, fields)
    }
}
