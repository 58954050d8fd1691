import ALBController
import Admission
import JSON
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
        /// One that names no class gets none filled in while it is malformed, so nobody else would tell.
        static let judgesEveryClass = true

        static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
            guard review.isTaken || review.binding.className == nil else { return }
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
                "must be \(problem.expected.rawValue), is \(problem.found)\(reason(problem))",
                value: problem.found,
                effect: "neither the API server nor the controller can decode the object",
                fix: repair(problem)?.fix(problem.path) ?? Fix("write \(problem.expected.rawValue)")
            )
        }
        findings.addUnlisted(shape.omitted)
    }

    /// `ssl-redirect: true` and `listen-ports: [{HTTP: 80}]` are what people write, and what nobody sees in the file.
    private static func reason(_ problem: ShapeProblem) -> String {
        guard problem.expected == .string, !problem.value.isNull,
            let map = problem.path.components.dropFirst().first, problem.path.components.first == .key("metadata"),
            map == .key("annotations") || map == .key("labels")
        else { return "" }
        return ": without quotes YAML makes it one"
    }

    private static func repair(_ problem: ShapeProblem) -> TypeRepair? {
        let components = problem.path.components
        guard case .key(let key)? = components.last else { return nil }
        switch problem.expected {
        case .string where components.starts(with: FieldPath("metadata", "annotations").components):
            return repair(annotation: key, problem.value)
        case .string where components.starts(with: FieldPath("metadata", "labels").components):
            return TypeRepair.quoted(problem.value)
        case .integer: return isInt32(problem.value) ? TypeRepair.integer(problem.value) : nil
        case .list where key == "hosts": return problem.value.kind == .string ? TypeRepair.listed(problem.value) : nil
        case .list: return problem.value.kind == .object ? TypeRepair.listed(problem.value) : nil
        default: return nil
        }
    }

    private static func isInt32(_ value: JSONValue) -> Bool {
        value.string.flatMap(GoText.atoi).flatMap(Int32.init(exactly:)) != nil
    }

    /// YAML without quotes: a number or a boolean, and a list or an object where the annotation is JSON.
    private static func repair(annotation name: String, _ value: JSONValue) -> TypeRepair? {
        let isJSON =
            name == "\(AnnotationKey.listenPorts)" || name.hasPrefix("\(AnnotationKey.actionsPrefix)")
            || name.hasPrefix("\(AnnotationKey.conditionsPrefix)")
        guard isJSON else { return TypeRepair.quoted(value) }
        return value.kind == .array || value.kind == .object ? TypeRepair.embedded(value) : nil
    }
}
