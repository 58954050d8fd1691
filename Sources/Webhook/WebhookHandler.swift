import Admission
import HTTP
import JSON
import Kubernetes
import TLS
import Transport

/// Answers every endpoint of one event loop.
///
/// A review is pure computation of some tens of microseconds, so it runs right here.
struct WebhookHandler: RequestHandler {
    /// What reaches every loop while the server runs; each is a whole new value.
    enum Message: Sendable {
        case reviewer(Reviewer)
        case readiness(Readiness)
    }

    private let endpoints: [Endpoint]
    private let shared: SharedState
    private let metrics: MetricsShard
    private var reviewer: Reviewer
    private var readiness: Readiness
    private var handshakes = HandshakeLog()

    init(endpoints: [Endpoint], loop: Int, reviewer: Reviewer, readiness: Readiness, shared: SharedState) {
        self.endpoints = endpoints
        self.shared = shared
        self.reviewer = reviewer
        self.readiness = readiness
        metrics = shared.metrics.shard(loop)
    }

    mutating func receive(_ message: Message) {
        switch message {
        case .reviewer(let new): reviewer = new
        case .readiness(let new): readiness = new
        }
    }

    mutating func respond(to request: borrowing HTTPRequest) -> HTTPReply {
        guard endpoints.indices.contains(request.listener) else { return .now(.text(.notFound, "no such endpoint")) }
        switch endpoints[request.listener] {
        case .webhook: return .now(review(request))
        case .probes: return .now(ProbePage.respond(to: request, readiness, now: WallClock.seconds()))
        case .metrics: return .now(MetricsPage.respond(to: request, shared, readiness))
        }
    }

    mutating func handshakeFailed(_ error: TLSError) {
        handshakes.report(error, to: shared.log, now: MonotonicClock.now())
    }

    private func review(_ request: borrowing HTTPRequest) -> HTTPResponse {
        let start = MonotonicClock.now()
        guard let webhook = ReviewStage(path: request.path) else {
            return .text(.notFound, "no such path; this server answers POST /mutate and POST /validate")
        }
        let answer = answer(request, webhook)
        let elapsed = MonotonicClock.now() &- start
        let code = answer.response.status.code
        metrics.record(webhook, code: code, nanoseconds: elapsed, verdict: answer.verdict, request: answer.request)
        if let verdict = answer.verdict, let decoded = answer.request {
            shared.log.review(webhook, verdict, decoded, nanoseconds: elapsed)
        } else {
            shared.log.unanswered(webhook, code: code, answer.problem, uid: answer.uid)
        }
        return answer.response
    }

    private struct Answer {
        var response: HTTPResponse
        var verdict: Verdict?
        var request: AdmissionRequest?
        /// Why there is no verdict.
        var problem = ""
        var uid: String?
    }

    private func answer(_ request: borrowing HTTPRequest, _ webhook: ReviewStage) -> Answer {
        guard request.method == .post else {
            let problem = "the webhook answers POST only"
            var refusal = HTTPResponse.text(.methodNotAllowed, problem)
            refusal.fields.append(HTTPResponse.Field("Allow", "POST"))
            return Answer(response: refusal, problem: problem)
        }
        guard Self.isJSON(request.field("content-type")) else {
            let problem = "Content-Type must be application/json"
            return Answer(response: .text(.unsupportedMediaType, problem), problem: problem)
        }
        do throws(AdmissionReviewError) {
            let decoded = try AdmissionReviewDecoder.decode(Array(request.body))
            let verdict = reviewer.verdict(on: decoded, as: webhook, now: WallClock.seconds())
            let response = HTTPResponse(body: verdict.response(to: decoded, as: webhook).serialized())
            return Answer(response: response, verdict: verdict, request: decoded)
        } catch {
            let problem = "\(error.message) (line \(error.position.line), column \(error.position.column))"
            let response =
                error.response.map { HTTPResponse(body: $0.serialized()) }
                ?? .text(.badRequest, "not an AdmissionReview: \(problem)")
            return Answer(response: response, problem: problem, uid: error.uid)
        }
    }

    /// Parameters such as `charset=utf-8` do no harm; a missing field is taken for JSON.
    private static func isJSON(_ contentType: String?) -> Bool {
        guard let contentType else { return true }
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
