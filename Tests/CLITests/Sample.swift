import Admission
import Kubernetes
import Rules
import TestSupport

/// Reviews whose answers are short and known.
enum Sample {
    static let allowed = text(IngressText())
    static let denied = text(IngressText { $0.annotations = [("alb.ingress.kubernetes.io/listen-ports", "x")] })
    static let patched = text(IngressText { $0.className = nil })

    static let allowedAnswer = answer("\"allowed\":true")
    static let deniedMessage =
        #"[ALB303] metadata.annotations["alb.ingress.kubernetes.io/listen-ports"]: not valid JSON "#
        + #"(unexpected 'x', expected a value at character 1); the controller would stop updating every Ingress on this "#
        + "ALB. Fix: write a list of objects, each with HTTP, HTTPS or QUIC as key and a port number as value."

    static func answer(_ response: String, version: String = "v1") -> String {
        "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/\(version)\","
            + "\"response\":{\"uid\":\"00000000-0000-4000-8000-000000000001\",\(response)}}\n"
    }

    /// The settings that leave nothing but the rule that the samples are about.
    static let settings: String = {
        let others = RuleCatalog.standard.descriptions.map(\.id).filter { $0 != "ALB303" && $0 != "ALB601" }
        return "{\"rules\":{" + others.map { "\"\($0)\":\"off\"" }.joined(separator: ",") + "}}"
    }()

    static func text(_ ingress: IngressText) -> String {
        String(decoding: ReviewText(object: ingress.json).bytes, as: UTF8.self)
    }

    /// The line behind the summary: how many rules had nothing to go by.
    static func contextNote(_ settings: String) throws -> String {
        let count = try Reviewer(settings: Settings(parsing: Array(settings.utf8))).rulesWithoutContext.count
        return (count == 1 ? "1 rule needs" : "\(count) rules need") + " cluster context that was not given\n"
    }

    /// What the server would send for it.
    static func serverAnswer(_ review: String, _ webhook: ReviewStage) throws -> String {
        let request = try AdmissionReviewDecoder.decode(Array(review.utf8), allowBareRequest: true)
        let reviewer = try Reviewer(settings: Settings(parsing: Array(settings.utf8)))
        return String(decoding: reviewer.respond(to: request, as: webhook, now: nil).serialized(), as: UTF8.self) + "\n"
    }
}
