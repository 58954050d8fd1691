package import JSON
import Kubernetes

/// What is wrong with an `actions.<service>` or `conditions.<service>` annotation, and where inside it.
package struct CustomRuleProblem: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case notJSON(JSONParseError)
        case wrongType(GoTypeError)
        case unknownActionType(String)
        case unknownConditionType(String)
        /// The settings of the type are absent or null.
        case missingConfig(ActionKind)
        case trafficLimit(TrafficLimit.Problem)
        /// A server group with neither id nor Service.
        case noServiceName
        /// `forwardConfig` without any server group.
        case noServerGroups
        /// A mirror group named by Service: names are not resolved, so no id is sent.
        case mirrorWithoutID
        /// The condition has no values, so it adds nothing or an empty condition.
        case noValues(ConditionKind)
        /// The settings of the type stand under another key.
        case settingsElsewhere(type: String, key: String, written: String)
        /// The settings of the type stand one level too high.
        case settingsOutside(type: String, key: String)
        /// The whole is in the form of the AWS controller; with the same in ALB's form, where there is one.
        case awsForm(String?)
        /// No field of that name in any case.
        case unknownKey
        /// One action instead of a list, in an Ingress of Knative, that is no forward.
        case loneActionWithoutForward
        /// A list of that length, which is more than is read; see ``GoJSONDecoder/standardBudget``.
        case tooMany(Int)
    }

    package var kind: Kind
    /// Within the JSON of the annotation; a key is spelt as it is there, or as the controller names it.
    package var path: JSONPointer
    /// The offending value as written, shortened; empty when there is none.
    package var value: String
    package var consequence: Consequence

    package init(_ kind: Kind, at path: JSONPointer, value: String = "", _ consequence: Consequence) {
        self.kind = kind
        self.path = path
        self.value = value
        self.consequence = consequence
    }
}

extension CustomRuleProblem: CustomStringConvertible {
    package var description: String {
        path.tokens.isEmpty ? explanation : "\(path): \(explanation)"
    }

    /// What is wrong, without the place.
    package var explanation: String {
        switch kind {
        case .notJSON(let error): "not valid JSON (\(error.reason.text) at character \(error.position.column))"
        case .wrongType(let error): "must be \(error.expected), is \(error.kind.article)"
        case .unknownActionType(let type):
            type.isEmpty ? "no action Type" : "unknown action Type \"\(type)\""
        case .unknownConditionType(let type):
            type.isEmpty ? "no condition Type" : "unknown condition Type \"\(type)\""
        case .missingConfig(let kind): "\(kind.rawValue) needs \(kind.configKey)"
        case .trafficLimit(let problem): problem.description
        case .noServiceName: "neither serverGroupID nor serviceName is set"
        case .noServerGroups: "forwardConfig has no serverGroups"
        case .mirrorWithoutID: "a mirror group needs serverGroupID; serviceName is not resolved"
        case .noValues(let kind): "\(kind.configKey) has no Values, so the condition adds nothing"
        case .settingsElsewhere(let type, let key, let written):
            "\(type) reads \(key), and its settings stand in \(written)"
        case .settingsOutside(let type, let key): "\(type) reads \(key), and its settings stand outside"
        case .awsForm: "is in the form of the AWS controller (EKS)"
        case .unknownKey: "unknown key, ignored"
        case .loneActionWithoutForward: "an action that is not in a list needs forwardConfig, whatever its type"
        case .tooMany(let length):
            "has \(length) elements; at most \(GoJSONDecoder.standardBudget) are read in an annotation and "
                + "\(ServiceAnnotations.standardBudget) in an Ingress"
        }
    }
}
