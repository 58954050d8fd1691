package import ALBController
package import Kubernetes

/// An Ingress under review, with what the controller makes of it, each part worked out when a rule first asks for it.
package final class IngressReview: Reviewing {
    package let operation: Operation
    /// Its `metadata.namespace` is filled in from the request.
    package let object: Ingress
    package let old: Ingress?
    package let context: ReviewContext
    package let binding: IngressBinding
    package private(set) lazy var listenPorts = ListenPorts(annotations[AnnotationKey.listenPorts])
    /// Nil when `listen-ports` is invalid.
    package private(set) lazy var listeners = EffectiveListeners(object, listenPorts, profile: profile)
    /// The AlbConfig at the end of the chain; nil when it does not exist or is not known.
    package private(set) lazy var albConfig: AlbConfig? = binding.albConfigName.flatMap {
        context.resolver.albConfig(named: $0, for: object.metadata.namespace)
    }

    package init(operation: Operation, object: Ingress, old: Ingress?, context: ReviewContext) {
        var object = object
        if object.metadata.namespace.isEmpty { object.metadata.namespace = context.namespace }
        self.operation = operation
        self.object = object
        self.old = old
        self.context = context
        binding = context.resolver.binding(of: object)
    }

    package var isTaken: Bool { binding.isALB }

    /// An Ingress that only now becomes ALB's.
    package var isNewcomer: Bool {
        guard let old, isTaken else { return false }
        return !context.resolver.binding(of: old).isALB
    }

    package var snapshot: ClusterSnapshot { context.snapshot }
    package var profile: ControllerProfile { context.profile }
    package var annotations: Annotations { object.metadata.annotations }
    package var name: ObjectName { ObjectName(object.metadata) }

    /// Knative writes its Ingresses itself, with its own form of `actions.*`.
    package var isKnative: Bool { object.metadata.labels["knative.aliyun.com/ingress"] != nil }
}
