import ALBController
import Admission
import JSON
import Kubernetes

/// How the paths of an Ingress use the custom actions and conditions of one Service.
struct CustomRuleUse {
    var service: String
    /// The first path to the Service, for a fault in how path and annotation fit together.
    var path: IngressPath
    /// Whether some path to it becomes a rule.
    var isReached = false
    /// Whether some path to it becomes a rule that forwards itself, beside what the annotation says.
    var forwardsItself = false
    /// The first path whose port says that the annotation decides.
    var placeholder: IngressPath?

    /// One for each Service, in the order of the paths.
    static func all(_ review: IngressReview) -> [CustomRuleUse] {
        let building = RuleBuilding(review)
        var uses: [CustomRuleUse] = []
        var indexes: [String: Int] = [:]
        for path in review.object.paths {
            guard let backend = path.backend, backend.hasService else { continue }
            let index = indexes[backend.serviceName] ?? uses.count
            if index == uses.count {
                indexes[backend.serviceName] = index
                uses.append(CustomRuleUse(service: backend.serviceName, path: path))
            }
            if !uses[index].isReached { uses[index].isReached = building.makesRule(path) }
            if backend.port == .useAnnotation {
                if uses[index].placeholder == nil, building.hasForwardingListener { uses[index].placeholder = path }
            } else if !uses[index].forwardsItself, building.makesRule(path), building.makesServerGroup(path) {
                uses[index].forwardsItself = true
                uses[index].path = path
            }
        }
        return uses
    }
}

extension CustomRuleProblem {
    /// Where in the annotation; list indexes are shown, but are no part of the place's identity.
    func field(in annotation: String) -> FieldPath {
        path.steps.reduce(FieldPath.annotation(annotation)) { field, step in
            switch step {
            case .index(let index): field.index(index, identity: "")
            case .key(let name): field.key(name.clipped)
            }
        }
    }

    var effect: String {
        switch consequence {
        case .silentlyWrong: ""
        case .groupFails: GroupFailure.effect
        case .silentPanic: "the open controller panics and freezes every Ingress on this ALB without an event"
        case .processDies: "the open controller's process ends, for all AlbConfigs of the cluster"
        }
    }

    var fix: String {
        switch kind {
        case .notJSON: #"write a JSON list such as [{"type": "FixedResponse", ...}]"#
        case .wrongType(let error) where path.steps.isEmpty && error.kind == .object:
            "put it in square brackets; a single object is the form of the AWS controller"
        case .wrongType(let error):
            error.expected == "a string" ? "put the value in double quotes" : "write \(error.expected)"
        case .unknownActionType(let type): Self.suggestion(type, ActionKind.custom.map(\.rawValue))
        case .unknownConditionType(let type): Self.suggestion(type, ConditionKind.allCases.map(\.rawValue))
        case .missingConfig(let kind): "add \"\(kind.configKey)\": {...} beside the type"
        case .trafficLimit: #"write a positive integer in quotes, such as "QPS": "100""#
        case .noServiceName: "add serverGroupID, or serviceName and servicePort"
        case .noServerGroups: "add serverGroups"
        case .emptyRedirectMembers:
            "write them out, such as \"${host}\", \"${path}\", \"${port}\", \"${protocol}\", \"${query}\""
        case .mirrorWithoutID: "add serverGroupID"
        case .noValues(let kind): "add \"values\" to \(kind.configKey), or remove the condition"
        case .unknownKey: path.steps.last == .key("PerIpQps") ? "write \"QPSPerIp\"" : "correct or remove the key"
        }
    }

    private static func suggestion(_ type: String, _ known: [String]) -> String {
        let aliases = ["forward": "ForwardGroup", "fixed-response": "FixedResponse"]
        let nearest = aliases[type.lowercased()] ?? Suggestion.nearest(to: type, in: known)
        return nearest.map { "write \"\($0)\"" } ?? "use one of \(known.joined(separator: ", "))"
    }
}

extension CustomActions {
    var hasTypeError: Bool {
        problems.contains { problem in
            if case .wrongType = problem.kind { return true }
            return false
        }
    }
}
