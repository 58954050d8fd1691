import Admission
import ClusterContext
import HTTP
import Kubernetes
import Sockets
import Synchronization

/// Reviews with a live context: some of them are answered later, when the API server has been asked.
final class LiveReviews: Sendable {
    /// What is known of a call beyond its content; times are readings of the monotonic clock.
    struct Call: Sendable {
        /// Nanoseconds that the answer has for its way back.
        static let margin: UInt64 = 100_000_000

        let ticket: HTTPTicket
        /// When its turn came.
        let start: UInt64
        /// Until then the API server may be waited for.
        let deadline: UInt64

        /// `timeout` is the request's own, in nanoseconds.
        init(_ request: borrowing HTTPRequest, timeout: UInt64?, start: UInt64) {
            ticket = request.ticket
            self.start = start
            let receivedAt = request.receivedAt
            let end = timeout.map { receivedAt &+ ($0 - min($0, Self.margin)) } ?? .max
            deadline = min(start &+ LiveContext.longestConfirmation, end)
        }

        /// The deadline is kept by the confirmation; this ends the wait if that fails.
        var lastMoment: UInt64 { deadline &+ LiveContext.longestConfirmation }
    }

    let context: LiveContext
    private let shared: SharedState
    private let counters: MetricsShard
    private let log: Mutex<ReviewLog>
    private let answer = Mutex<(@Sendable (HTTPResponse, HTTPTicket) -> Void)?>(nil)

    init(_ context: LiveContext, _ shared: SharedState) {
        self.context = context
        self.shared = shared
        counters = shared.metrics.shard(shared.laterShard)
        log = Mutex(ReviewLog(shared.log))
    }

    /// Where late answers go; nil when there is nowhere any more.
    func setAnswer(_ new: (@Sendable (HTTPResponse, HTTPTicket) -> Void)?) {
        answer.withLock { $0 = new }
    }

    func validate(
        _ request: AdmissionRequest,
        by publication: Publication,
        _ call: Call,
        now: Int
    ) -> LiveContext.Answer {
        let known = LiveContext.mayRemember(request) ? nil : publication.reviewer.validate(request, now: now)
        if let known, known.isAllowed, publication.silence == nil { return .now(known) }
        return context.validate(request, by: publication, known: known, deadline: call.deadline, now: now) {
            [self] verdict in
            finish(request, verdict, call)
        }
    }

    private func finish(_ request: AdmissionRequest, _ verdict: Verdict, _ call: Call) {
        let response = HTTPResponse(body: verdict.response(to: request, as: .validate).serialized())
        let now = MonotonicClock.now()
        let elapsed = now &- call.start
        // Under the lock of the log, as answers come from several threads and the counters take one at a time.
        log.withLock { log in
            counters.record(
                .validate,
                code: response.status.code,
                nanoseconds: elapsed,
                verdict: verdict,
                request: request
            )
            log.review(.validate, verdict, request, nanoseconds: elapsed, now: now)
        }
        answer.withLock { $0 }?(response, call.ticket)
        shared.recorder?.record(request, verdict, at: .validate, now: now)
    }
}
