import JSON
import Kubernetes

/// What the controller stumbles over before it makes a rule.
extension IngressFacts {
    /// Service, Endpoints and Node events walk over every path of every Ingress, outside of any recover.
    func eventProblems() -> [GroupProblem] {
        var problems: [GroupProblem] = []
        var seen: Set<String> = []
        let hasActions = hasActions
        for path in ingress.paths {
            guard let service = path.service else {
                let isResource = path.backend?.hasResource == true
                let field = isResource ? path.field.key("backend").key("resource") : path.field.key("backend")
                problems.append(problem(.noServiceBackend(isResource: isResource), .processDies, at: field))
                continue
            }
            guard hasActions, seen.insert(service).inserted else { continue }
            if KnativeRules.endsProcess(service, of: self) {
                let found = CustomRuleProblem(.loneActionWithoutForward, at: JSONPointer(), .processDies)
                problems.append(actionProblem(found, service))
                continue
            }
            for found in actions(service)?.problems ?? []
            where found.kind == .missingConfig(.forwardGroup) {
                problems.append(actionProblem(found, service))
            }
        }
        return problems
    }

    /// `checkCanaryAndCustomizeCondition`, which looks at each listener's canaries before it makes rules, and at rules
    /// without `http` too early.
    func canaryProblems() -> [GroupProblem] {
        guard isCanary else { return [] }
        var problems: [GroupProblem] = []
        for rule in ingress.rules where !rule.hasHTTP {
            problems.append(problem(.canaryRuleWithoutHTTP, .silentPanic, at: rule.field))
        }
        guard hasConditions || hasActions else { return problems }
        var seen: Set<String> = []
        for path in ingress.paths {
            guard let service = path.service, seen.insert(service).inserted else { continue }
            if hasConditions, services.hasConditions(service) {
                let field = FieldPath.annotation("\(AnnotationKey.conditionsPrefix)\(service)")
                problems.append(problem(.canaryWithConditions(service: service), .groupFails, at: field))
            }
            if canary.weight != 0, actions(service)?.forwardsToServerGroups == true {
                let field = FieldPath.annotation("\(AnnotationKey.actionsPrefix)\(service)")
                problems.append(problem(.canaryWeightWithForwardAction(service: service), .groupFails, at: field))
            }
        }
        return problems
    }
}
