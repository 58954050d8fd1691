import Admission
import Kubernetes

/// A value of another JSON type than the API has: the API server refuses it, saved files may hold it.
enum MalformedObject {
    static let description = RuleDescription(
        id: "ALB100",
        name: "malformed-object",
        summary: "Every field must have the JSON type that the Kubernetes API gives it.",
        severity: .deny,
        kinds: [.ingress, .ingressClass, .service, .secret, .namespace],
        effect: "Neither the API server nor the controller can decode the object.",
        example: "spec: {rules: {host: a.example.com}}",
        fix: "Write the value with the type that the message names.",
        sources: ["https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/"]
    )

    struct OfIngress: Rule {
        static let description = MalformedObject.description

        static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
            add(review.object.shape, &findings)
        }
    }

    struct Of<Object: BuiltInObject>: Rule {
        static var description: RuleDescription { MalformedObject.description }

        static func check(_ review: ObjectReview<Object>, _ findings: inout FindingCollector) {
            add(review.object.shape, &findings)
        }
    }

    private static func add(_ shape: ObjectShape, _ findings: inout FindingCollector) {
        for problem in shape.problems {
            findings.add(
                problem.path,
                "must be \(problem.expected), is \(problem.found)",
                value: problem.found,
                effect: "neither the API server nor the controller can decode the object"
            )
        }
        findings.addUnlisted(shape.omitted)
    }
}
