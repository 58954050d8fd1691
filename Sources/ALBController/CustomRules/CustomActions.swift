import JSON
import Kubernetes

/// The value of an `actions.<service>` annotation.
///
/// Sources, all of alibaba/alibaba-load-balancer-controller: `buildRuleActions` and `toCustomAction` in
/// `model_build_listener_rules.go`; `CheckAnnotationForwardAction` in `reconcile/store/store.go`, which reads what could
/// be decoded even if the whole could not; `transModelActionToSDKCreateRules` in `pkg/provider/alibaba/alb/rule.go`.
package struct CustomActions: Sendable {
    /// As decoded, be they good or not; what a type error left out is empty.
    package private(set) var configs: [ActionConfig] = []
    /// The good ones in the order written.
    package private(set) var actions: [RuleAction] = []
    /// All of them, in the order of the text within each consequence, the worst consequence first.
    package private(set) var problems: [CustomRuleProblem] = []

    package var worst: Consequence? { problems.first?.consequence }

    /// Whether `CheckAnnotationForwardAction` finds a server group, which a weighted canary must not have.
    package var forwardsToServerGroups: Bool {
        configs.contains { ActionKind(custom: $0.type) == .forwardGroup && $0.forward?.serverGroups.isEmpty == false }
    }

    /// Reads the annotation of an Ingress, whose name becomes part of the server groups' identity.
    package init(_ annotation: String, of ingress: ObjectName) {
        var budget = GoJSONDecoder.standardBudget
        self.init(annotation, of: ingress, budget: &budget)
    }

    init(_ annotation: String, of ingress: ObjectName, budget: inout Int) {
        do {
            let document = try JSONDocument(parsing: Array(annotation.utf8))
            decode(document, of: ingress, &budget)
        } catch {
            let value = annotation.clippedPrefix
            problems = [CustomRuleProblem(.notJSON(error), at: JSONPointer(), value: value, .groupFails)]
        }
    }

    private mutating func decode(_ document: JSONDocument, of ingress: ObjectName, _ budget: inout Int) {
        var decoder = GoJSONDecoder(document, budget: budget)
        configs = decoder.decode([ActionConfig].self)
        budget = decoder.budget
        var found = CustomRuleProblemList(decoder)
        for (index, config) in configs.enumerated() {
            var reader = CustomActionReader(config, at: JSONPointer([String(index)]), of: ingress)
            if let action = reader.read() { actions.append(action) }
            for problem in reader.problems { found.add(problem) }
        }
        problems = MisplacedSettings.merge(found.all(in: document), in: document)
        if let worst, let form = AWSForm(actions: document) {
            problems = [CustomRuleProblem(.awsForm(form.converted), at: JSONPointer(), worst)]
        }
    }
}

extension String {
    /// The beginning of a text for a message; costs the same for every text.
    var clippedPrefix: String { String(decoding: utf8.prefix(256), as: UTF8.self).clipped }
}
