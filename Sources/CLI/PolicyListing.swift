package import Admission
import Kubernetes

/// What the API server can judge by itself, as objects to apply.
///
/// Source of the form: https://kubernetes.io/docs/reference/kubernetes-api/admissionregistration/.
package enum PolicyListing {
    /// What a policy does with what it refuses.
    package enum Action: String, CaseIterable, Sendable {
        case deny = "Deny"
        case warn = "Warn"
        case audit = "Audit"
    }

    /// Of `admissionregistration.k8s.io`: `v1` since Kubernetes 1.30, `v1beta1` since 1.28; for what mutates 1.36, 1.34, and `v1alpha1` since 1.32.
    package enum Version: String, CaseIterable, Sendable {
        case v1, v1beta1
        /// Of mutating policies only.
        case v1alpha1
    }

    /// A policy and its binding for each kind, as a YAML stream.
    package static func text(_ policies: [AdmissionPolicy], _ version: Version, _ action: Action) -> String {
        policies.map { text($0, version) + text(bindingOf: $0, version, action) }.joined()
    }

    /// The table in the README: which rules have a part in the policies, and what it is.
    package static func markdown(_ rules: [KindPolicies]) -> String {
        var text = "| Rule | Name | What the policies refuse |\n|---|---|---|\n"
        let policies = rules.flatMap(\.policies).sorted { $0.rule.id < $1.rule.id }
        var index = 0
        while index < policies.count {
            let rule = policies[index].rule
            let parts = policies[index...].prefix { $0.rule.id == rule.id }
            text += "| \(rule.id) | `\(rule.name)` | \(parts.map(\.expression.covers).joined(separator: "; ")) |\n"
            index += parts.count
        }
        return text
    }

    private static func text(_ policy: AdmissionPolicy, _ version: Version) -> String {
        var text = head("ValidatingAdmissionPolicy", policy.name, version)
        text += "  failurePolicy: Ignore\n  matchConstraints:\n"
        text += constraints(policy.kind, policy.operations)
        text += "  matchConditions:\n" + named(policy.conditions)
        if !policy.variables.isEmpty { text += "  variables:\n" + named(policy.variables) }
        text += "  validations:\n"
        for validation in policy.validations {
            text += "    - expression: " + folded(validation.expression, indent: 8)
            text += "      message: " + folded(validation.message, indent: 8)
        }
        return text
    }

    private static func text(bindingOf policy: AdmissionPolicy, _ version: Version, _ action: Action) -> String {
        head("ValidatingAdmissionPolicyBinding", policy.name, version)
            + "  policyName: \(policy.name)\n  validationActions: [\(action.rawValue)]\n"
    }

    static func head(_ kind: String, _ name: String, _ version: Version) -> String {
        "---\napiVersion: admissionregistration.k8s.io/\(version.rawValue)\nkind: \(kind)\nmetadata:\n  name: \(name)\n"
            + "spec:\n"
    }

    /// kube-system is where a cluster repairs itself.
    static func constraints(_ kind: ObjectKind, _ operations: [Operation]) -> String {
        // The API server converts what it serves in other versions.
        let version = kind == .albConfig ? "\"*\"" : "v1"
        return """
                namespaceSelector:
                  matchExpressions:
                    - {key: kubernetes.io/metadata.name, operator: NotIn, values: [kube-system]}
                resourceRules:
                  - apiGroups: ["\(kind.group)"]
                    apiVersions: [\(version)]
                    operations: [\(operations.map(\.rawValue).joined(separator: ", "))]
                    resources: [\(AdmissionPolicy.resource(kind))]

            """
    }

    static func named(_ list: [AdmissionPolicy.Named]) -> String {
        list.map { "    - name: \($0.name)\n      expression: " + folded($0.expression, indent: 8) }.joined()
    }

    /// A block scalar, whose lines are joined by single blanks: no character of the text needs an escape.
    ///
    /// Lines are broken at single blanks alone, for what begins with a blank would not be joined.
    static func folded(_ text: String, indent: Int) -> String {
        var lines: [String] = []
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            guard let line = lines.last else {
                lines.append(String(word))
                continue
            }
            if word.isEmpty || line.hasSuffix(" ") || line.count + word.count + indent < 120 {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
        return ">-\n" + lines.map { TextLayout.spaces(indent) + $0 + "\n" }.joined()
    }
}
