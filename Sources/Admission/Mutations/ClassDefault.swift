import ALBController
package import Kubernetes

/// What the mutation does with an Ingress that names no class, for those who would say the same a second time.
package enum ClassDefault: Sendable {
    /// Unless the rules then refuse the Ingress, which the mutation would say.
    case fills(String)
    /// The mutation says why it fills in nothing.
    case explains
    /// It is switched off, or not asked.
    case leaves

    package init(_ ingress: Ingress, _ context: ReviewContext) {
        let namespace = context.snapshot.namespaces[ingress.metadata.namespace]?.metadata
        guard !Mutator.isSkipped(ingress.metadata), !Mutator.isSkipped(namespace) else {
            self = .leaves
            return
        }
        switch DefaultIngressClass(context: context).decide(ingress) {
        case .fill(let name) where context.profile == .legacy && name != "alb": self = .explains
        case .fill(let name): self = .fills(name)
        case .leave: self = .leaves
        case .explain: self = .explains
        }
    }
}
