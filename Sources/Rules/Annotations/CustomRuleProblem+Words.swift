import ALBController
import Admission
import JSON
import Kubernetes

extension CustomRuleProblem {
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
        case .notJSON: "write a JSON list of objects"
        case .wrongType(let error) where path.tokens.isEmpty && error.kind == .object:
            "put it in square brackets; a single object is the form of the AWS controller"
        case .wrongType(let error) where error.kind == .string && path.tokens.dropLast().last?.lowercased() == "values":
            "write an object with key and value"
        case .wrongType(let error):
            error.expected == "a string" ? "put the value in double quotes" : "write \(error.expected)"
        case .unknownActionType(let type): Self.suggestion(Self.nearestAction(type), ActionKind.custom.map(\.rawValue))
        case .unknownConditionType(let type):
            Self.suggestion(Self.nearestCondition(type), ConditionKind.allCases.map(\.rawValue))
        case .missingConfig(let kind): "add \(kind.configKey) beside the type"
        case .trafficLimit: "write a positive integer in quotes"
        case .noServiceName: "add serverGroupID, or serviceName and servicePort"
        case .noServerGroups: "add serverGroups"
        case .mirrorWithoutID: "add serverGroupID"
        case .noValues(let kind): "add values to \(kind.configKey), or remove the condition"
        case .settingsElsewhere(_, let key, let written): "rename \(written) to \(key)"
        case .settingsOutside(_, let key): "put them into \(key)"
        case .awsForm(let converted?): "write it as \(Self.withoutQuotes(converted.clipped(to: 400))), as JSON"
        case .awsForm: "write a list of objects, each with type and the settings that ALB has for it"
        case .tooMany: "remove elements"
        case .loneActionWithoutForward: "write a JSON list with the action in it"
        case .unknownKey: path.tokens.last == "PerIpQps" ? "rename it to QPSPerIp" : "correct or remove the key"
        }
    }

    private static func withoutQuotes(_ json: String) -> String {
        json.replacing("\"", with: "").replacing("'", with: "")
    }

    /// The type that was meant, as far as the text shows it.
    static func nearestAction(_ type: String) -> String? {
        let aliases = ["forward": "ForwardGroup", "fixed-response": "FixedResponse"]
        return aliases[type.lowercased()] ?? Suggestion.onlyNearest(to: type, in: ActionKind.custom.map(\.rawValue))
    }

    static func nearestCondition(_ type: String) -> String? {
        Suggestion.onlyNearest(to: type, in: ConditionKind.allCases.map(\.rawValue))
    }

    private static func suggestion(_ nearest: String?, _ known: [String]) -> String {
        nearest.map { "use type \($0) with its settings" } ?? "use one of \(known.joined(separator: ", "))"
    }
}
