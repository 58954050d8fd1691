package import Kubernetes

/// One forwarding rule of a listener, as the controller builds it.
package struct ModelRule: Sendable {
    /// From 1; the first rule that matches a request answers it.
    package let priority: Int
    package let ingress: ObjectName
    package let ruleIndex: Int
    package let pathIndex: Int
    /// The rule's own host; empty for every host.
    package let host: String
    /// As the controller stores it, so never empty.
    package let path: String
    package let pathType: String
    /// Nil where the controller sets none, which is so for old Knative objects.
    package let direction: RuleDirection?
    /// From a canary Ingress that decides by header or cookie.
    package let isCanary: Bool
    let match: RuleMatch
    let effect: RuleEffect

    /// All conditions in the order in which the controller writes them.
    package var conditions: [RuleCondition] { match.conditions }
    /// Host values, the rule's own last; empty for every host.
    package var hosts: [String] { match.hosts }
    /// Path values, the rule's own last; empty for every path.
    package var paths: [String] { match.paths }
    /// All actions in the order in which the controller writes them.
    package var actions: [RuleAction] { effect.leading + effect.finals }
    /// Forward, redirect or fixed response; the controller fails on more than one, and sends a rule that has none.
    package var finalActions: [RuleAction] { effect.finals }

    package var field: FieldPath { FieldPath.path(rule: ruleIndex, host: host, path: pathIndex, path) }
}

extension FieldPath {
    static func path(rule: Int, host: String, path index: Int, _ path: String) -> FieldPath {
        FieldPath("spec", "rules").index(rule, identity: host).key("http").key("paths").index(index, identity: path)
    }
}

/// What a rule does; the leading actions are shared by all rules of one Ingress and Service.
struct RuleEffect: Hashable, Sendable {
    var leading: [RuleAction] = []
    var finals: [RuleAction] = []
}

/// What a rule asks of a request; the custom part is shared by all rules of one Ingress and Service.
struct RuleMatch: Sendable {
    var host: String
    var patterns: [String]
    var custom = CustomConditions.none
    var canary: [RuleCondition] = []
    /// Conditions of old Knative objects, which are put behind host and path as they are.
    var appended: [RuleCondition] = []
    /// Equal for matches whose ``others`` are equal; 0 when there are none.
    var othersID = 0

    var hosts: [String] { host.isEmpty ? custom.hosts : custom.hosts + [host] }

    var paths: [String] { custom.paths + patterns }

    var others: [RuleCondition] {
        var list = custom.separate
        if !custom.methods.isEmpty { list.append(.method(custom.methods)) }
        if !custom.sourceIPs.isEmpty { list.append(.sourceIP(custom.sourceIPs)) }
        if !custom.statusCodes.isEmpty { list.append(.responseStatusCode(custom.statusCodes)) }
        return list + canary + appended
    }

    var conditions: [RuleCondition] {
        var list = custom.separate
        if !hosts.isEmpty { list.append(.host(hosts)) }
        if !paths.isEmpty { list.append(.path(paths)) }
        if !custom.methods.isEmpty { list.append(.method(custom.methods)) }
        if !custom.sourceIPs.isEmpty { list.append(.sourceIP(custom.sourceIPs)) }
        if !custom.statusCodes.isEmpty { list.append(.responseStatusCode(custom.statusCodes)) }
        list += canary + appended
        return list.isEmpty ? [.path(["/*"])] : list
    }
}
