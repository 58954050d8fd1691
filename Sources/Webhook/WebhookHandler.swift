import Admission
import HTTP
import JSON
import Kubernetes
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

    private func review(_ request: borrowing HTTPRequest) -> HTTPResponse {
        let start = MonotonicClock.now()
        guard let webhook = Webhook(path: request.path) else {
            return .text(.notFound, "no such path; this server answers POST /mutate and POST /validate")
        }
        var (response, verdict, decoded) = answer(request, webhook)
        let code = response.status.code
        let elapsed = MonotonicClock.now() &- start
        metrics.record(webhook, code: code, nanoseconds: elapsed, verdict: verdict, request: decoded)
        if let verdict, let decoded {
            shared.log.review(webhook, verdict, decoded, nanoseconds: elapsed)
        } else {
            shared.log.write(
                .warn,
                "request not answered with a verdict",
                [
                    ("webhook", .text(webhook.rawValue)), ("code", .number(code)),
                    ("error", .text(String(decoding: response.body, as: UTF8.self))),
                ]
            )
        }
        if readiness.isShuttingDown { response.closesConnection = true }
        return response
    }

    private func answer(
        _ request: borrowing HTTPRequest,
        _ webhook: Webhook
    ) -> (HTTPResponse, Verdict?, AdmissionRequest?) {
        guard request.method == .post else {
            var refusal = HTTPResponse.text(.methodNotAllowed, "the webhook answers POST only")
            refusal.fields.append(HTTPResponse.Field("Allow", "POST"))
            return (refusal, nil, nil)
        }
        guard Self.isJSON(request.field("content-type")) else {
            return (.text(.unsupportedMediaType, "Content-Type must be application/json"), nil, nil)
        }
        do throws(AdmissionReviewError) {
            let decoded = try AdmissionReviewDecoder.decode(Array(request.body))
            let verdict = reviewer.verdict(on: decoded, as: webhook, now: WallClock.seconds())
            return (HTTPResponse(body: verdict.response(to: decoded, as: webhook).serialized()), verdict, decoded)
        } catch {
            if let response = error.response { return (HTTPResponse(body: response.serialized()), nil, nil) }
            let place = "line \(error.position.line), column \(error.position.column)"
            return (.text(.badRequest, "not an AdmissionReview: \(error.message) (\(place))"), nil, nil)
        }
    }

    /// Parameters such as `charset=utf-8` do no harm; a missing field is taken for JSON.
    private static func isJSON(_ contentType: String?) -> Bool {
        guard let contentType else { return true }
        let essence = contentType.prefix { $0 != ";" && $0 != " " }.lowercased()
        return essence == "application/json"
    }
}

extension Webhook {
    init?(path: String) {
        switch path {
        case "/mutate": self = .mutate
        case "/validate": self = .validate
        default: return nil
        }
    }
}
