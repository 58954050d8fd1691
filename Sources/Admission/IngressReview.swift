package import ALBController
package import Kubernetes

/// An Ingress under review, with what the controller makes of it.
package struct IngressReview: Sendable {
    package var operation: Operation
    /// Its `metadata.namespace` is filled in from the request.
    package var object: Ingress
    /// On UPDATE the stored version; nil while that version itself is judged for the ratchet.
    package var old: Ingress?
    package var context: ReviewContext
    package var binding: IngressBinding
    package private(set) var listenPorts = ListenPorts.absent
    /// Nil when `listen-ports` is invalid.
    package var listeners: EffectiveListeners?
    /// The AlbConfig at the end of the chain; nil when it does not exist or is not known.
    package var albConfig: AlbConfig?
    /// The other Ingresses on the same ALB; nil when the Ingress is not ALB's or its AlbConfig is not known.
    package private(set) var neighbours: AlbConfigIngresses?

    package init(operation: Operation, object: Ingress, old: Ingress?, context: ReviewContext) {
        var object = object
        if object.metadata.namespace.isEmpty { object.metadata.namespace = context.namespace }
        self.operation = operation
        self.object = object
        self.old = old
        self.context = context
        binding = context.resolver.binding(of: object)
        guard binding.isALB else { return }
        listenPorts = ListenPorts(object.metadata.annotations[AnnotationKey.listenPorts])
        listeners = EffectiveListeners(object, listenPorts, profile: context.profile)
        albConfig = binding.albConfigName.flatMap {
            context.resolver.albConfig(named: $0, for: object.metadata.namespace)
        }
        let name = ObjectName(object.metadata)
        neighbours = binding.albConfigName.map { AlbConfigIngresses(onAlbConfig: $0, context.resolver, except: name) }
    }

    package var snapshot: ClusterSnapshot { context.snapshot }
    package var profile: ControllerProfile { context.profile }
    package var annotations: Annotations { object.metadata.annotations }
    package var name: ObjectName { ObjectName(object.metadata) }

    /// Knative writes its Ingresses itself, with its own form of `actions.*`.
    package var isKnative: Bool { object.metadata.labels["knative.aliyun.com/ingress"] != nil }

    /// The path of an annotation.
    package static func field(_ annotation: StaticString) -> FieldPath {
        FieldPath("metadata", "annotations").key("\(annotation)")
    }

    package static func field(_ annotation: String) -> FieldPath {
        FieldPath("metadata", "annotations").key(annotation)
    }
}
