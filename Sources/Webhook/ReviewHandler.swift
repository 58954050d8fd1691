import Admission
import ClusterContext
import HTTP
import HTTPServer
import JSON
import Kubernetes
import Sockets
import TLS

/// Answers the reviews of one event loop.
///
/// A review is pure computation of some tens of microseconds, so it runs right here.
struct ReviewHandler: RequestHandler {
    private let shared: SharedState
    private let metrics: MetricsShard
    private var basis: Publication
    /// Nil without a live context.
    private let live: LiveReviews?
    private var handshakes = HandshakeLog()
    private var log: ReviewLog

    init(loop: Int, _ basis: Publication, live: LiveReviews?, shared: SharedState) {
        self.shared = shared
        self.basis = basis
        self.live = live
        metrics = shared.metrics.shard(loop)
        log = ReviewLog(shared.log)
    }

    mutating func receive(_ message: Publication) {
        Retirement.replace(&basis, with: message)
    }

    mutating func handshakeFailed(_ error: TLSError) {
        handshakes.report(error, to: shared.log, now: MonotonicClock.now())
    }

    mutating func respond(to request: borrowing HTTPRequest) -> HTTPReply {
        let start = MonotonicClock.now()
        guard let webhook = ReviewStage(path: request.path) else {
            return .now(.text(.notFound, "no such path; this server answers POST /mutate and POST /validate"))
        }
        let answer = answer(request, webhook, now: start)
        if let until = answer.heldUntil { return .later(until: until) }
        let end = MonotonicClock.now()
        let elapsed = end &- start
        let code = answer.response.status.code
        metrics.record(webhook, code: code, nanoseconds: elapsed, verdict: answer.verdict, request: answer.request)
        if let verdict = answer.verdict, let decoded = answer.request {
            log.review(webhook, verdict, decoded, nanoseconds: elapsed, now: end)
            shared.recorder?.record(decoded, verdict, at: webhook, now: end)
        } else {
            log.unanswered(webhook, code: code, answer.problem, uid: answer.uid, now: end)
        }
        return .now(answer.response)
    }

    private struct Answer {
        var response: HTTPResponse
        var verdict: Verdict?
        var request: AdmissionRequest?
        /// Why there is no verdict.
        var problem = ""
        var uid: String?
        /// The answer comes later, at this reading of the clock at the latest.
        var heldUntil: UInt64?
    }

    private func answer(_ request: borrowing HTTPRequest, _ webhook: ReviewStage, now: UInt64) -> Answer {
        guard request.method == .post else {
            var answer = Self.refusal(.methodNotAllowed, "the webhook answers POST only")
            answer.response.fields.append(HTTPResponse.Field("Allow", "POST"))
            return answer
        }
        guard Self.isJSON(request.field("content-type")) else {
            return Self.refusal(.unsupportedMediaType, "Content-Type must be application/json")
        }
        let timeout = Self.timeout(of: request)
        if let timeout, now > request.receivedAt &+ timeout {
            metrics.recordLate(webhook)
            var answer = Self.refusal(.serviceUnavailable, "the request's timeout was over before its turn came")
            answer.response.retryAfter = 1
            return answer
        }
        do throws(AdmissionReviewError) {
            let decoded = try AdmissionReviewDecoder.decode(Array(request.body))
            let seconds = WallClock.seconds()
            let verdict: Verdict
            if let live, webhook == .validate {
                let call = LiveReviews.Call(request, timeout: timeout, start: now)
                switch live.validate(decoded, by: basis, call, now: seconds) {
                case .now(let known): verdict = known
                case .later: return Answer(response: HTTPResponse(), heldUntil: call.lastMoment)
                }
            } else {
                verdict = basis.reviewer.verdict(on: decoded, as: webhook, now: seconds)
            }
            let response = HTTPResponse(body: verdict.response(to: decoded, as: webhook).serialized())
            return Answer(response: response, verdict: verdict, request: decoded)
        } catch {
            let problem = "\(error.message) (line \(error.position.line), column \(error.position.column))"
            let response =
                error.response.map { HTTPResponse(body: $0.serialized()) }
                ?? .text(.badRequest, "not an AdmissionReview: \(PlainText.line(problem))")
            return Answer(response: response, problem: problem, uid: error.uid)
        }
    }

    private static func refusal(_ status: HTTPStatus, _ problem: String) -> Answer {
        Answer(response: .text(status, problem), problem: problem)
    }

    /// What kube-apiserver still gives this call, in nanoseconds; nil where nothing is said, or not as Go says it, and
    /// for zero, which is no limit there.
    ///
    /// It sends `timeout`, a Go duration, with each call: the smaller of `timeoutSeconds` and what is left of the user's
    /// request (apiserver's `pkg/admission/plugin/webhook`). Afterwards nobody reads the answer.
    private static func timeout(of request: borrowing HTTPRequest) -> UInt64? {
        request.parameter("timeout").flatMap(GoDuration.parse).flatMap { $0 == 0 ? nil : $0 }
    }

    /// Parameters such as `charset=utf-8` do no harm; a missing field is taken for JSON.
    private static func isJSON(_ contentType: String?) -> Bool {
        guard let contentType, contentType != "application/json" else { return true }
        let essence = contentType.prefix { $0 != ";" && $0 != " " }.lowercased()
        return essence == "application/json"
    }
}

extension ReviewStage {
    init?(path: String) {
        switch path {
        case "/mutate": self = .mutate
        case "/validate": self = .validate
        default: return nil
        }
    }
}
