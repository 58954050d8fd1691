import ALBController
import Kubernetes

/// A value of another JSON type than the API has: the API server refuses it, saved files may hold it.
struct MalformedObject: IngressRule, IngressClassRule, ServiceRule, SecretRule, NamespaceRule {
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

    static func check(_ review: IngressReview, _ report: inout Report) {
        add(review.object.shapeProblems, &report)
    }

    static func check(_ review: ObjectReview<IngressClass>, _ report: inout Report) {
        add(review.object.shapeProblems, &report)
    }

    static func check(_ review: ObjectReview<Service>, _ report: inout Report) {
        add(review.object.shapeProblems, &report)
    }

    static func check(_ review: ObjectReview<Secret>, _ report: inout Report) {
        add(review.object.shapeProblems, &report)
    }

    static func check(_ review: ObjectReview<Namespace>, _ report: inout Report) {
        add(review.object.shapeProblems, &report)
    }

    private static func add(_ problems: [ShapeProblem], _ report: inout Report) {
        for problem in problems {
            report.add(
                problem.path,
                "must be \(problem.expected), is \(problem.found)",
                value: problem.found,
                effect: "neither the API server nor the controller can decode the object"
            )
        }
    }
}
