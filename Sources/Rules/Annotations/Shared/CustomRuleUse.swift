import ALBController
import Admission
import Kubernetes

/// A Service of an Ingress with custom actions or conditions, and the paths that have them.
struct CustomRuleUse {
    var service: String
    var paths: [IngressPath]
    var actions: CustomActions?
    var conditions: CustomConditions
    var isOfResponse: Bool

    var actionsField: FieldPath { .annotation("\(AnnotationKey.actionsPrefix)\(service)") }
    var conditionsField: FieldPath { .annotation("\(AnnotationKey.conditionsPrefix)\(service)") }

    /// One for each Service that has either, in the order of the paths; old Knative objects have none.
    static func all(_ review: IngressReview) -> [CustomRuleUse] {
        let facts = review.facts
        guard facts.hasActions || facts.hasConditions, !facts.hasKnativeForm else { return [] }
        var uses: [CustomRuleUse] = []
        var indexes: [String: Int] = [:]
        for path in review.object.paths {
            guard let backend = path.backend, backend.hasService else { continue }
            let service = backend.serviceName
            if let index = indexes[service] {
                if index >= 0 { uses[index].paths.append(path) }
                continue
            }
            let actions = facts.actions(service)
            let conditions = facts.conditions(service)
            guard actions != nil || !conditions.configs.isEmpty else {
                indexes[service] = -1
                continue
            }
            indexes[service] = uses.count
            let isOfResponse = facts.directionText(service) == RuleDirection.response.rawValue
            uses.append(
                CustomRuleUse(
                    service: service,
                    paths: [path],
                    actions: actions,
                    conditions: conditions,
                    isOfResponse: isOfResponse
                )
            )
        }
        return uses
    }
}
