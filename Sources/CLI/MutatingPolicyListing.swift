package import Admission
import Kubernetes

/// ``MutatingPolicy`` as objects to apply, as ``PolicyListing`` has the others.
package enum MutatingPolicyListing {
    package static func text(_ policy: MutatingPolicy, _ version: PolicyListing.Version) -> String {
        var text = PolicyListing.head("MutatingAdmissionPolicy", policy.name, version)
        text += "  failurePolicy: Ignore\n  reinvocationPolicy: IfNeeded\n  matchConstraints:\n"
        text += PolicyListing.constraints(.ingress, [.create])
        text += "  matchConditions:\n" + PolicyListing.named(policy.conditions)
        text += "  mutations:\n    - patchType: ApplyConfiguration\n      applyConfiguration:\n        expression: "
        text += PolicyListing.folded(policy.mutation, indent: 10)
        text += PolicyListing.head("MutatingAdmissionPolicyBinding", policy.name, version)
        return text + "  policyName: \(policy.name)\n"
    }
}
