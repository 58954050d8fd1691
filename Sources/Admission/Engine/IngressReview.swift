package import ALBController
package import JSON
package import Kubernetes

/// An Ingress under review, with what the controller makes of it, each part worked out when a rule first asks for it.
package final class IngressReview: Reviewing {
    package let operation: Operation
    /// Its `metadata.namespace` is filled in from the request.
    package let object: Ingress
    package let context: ReviewContext
    package let binding: IngressBinding
    /// What the controller makes of it.
    package let model: IngressModel

    /// Decoded when a rule asks for it.
    package private(set) lazy var old: Ingress? = oldSource.map { source in
        named(Ingress(source.document, source.node), context)
    }
    /// Metadata and class of the stored version; costs little, for the rest is not read.
    package private(set) lazy var oldHead: Ingress? = oldSource.map { source in
        named(Ingress(classOf: source.node, in: source.document), context)
    }
    /// Whose the stored version is.
    package private(set) lazy var oldBinding: IngressBinding? = oldHead.map(context.resolver.binding)
    /// The stored version, undecoded.
    package var oldValue: JSONValue? { oldSource.map { JSONValue($0.document, $0.node) } }
    private let oldSource: (document: JSONDocument, node: JSONNode)?

    private init(
        _ operation: Operation,
        _ object: Ingress,
        old: (document: JSONDocument, node: JSONNode)?,
        _ context: ReviewContext
    ) {
        self.operation = operation
        oldSource = old
        self.context = context
        self.object = named(object, context)
        binding = context.resolver.binding(of: object)
        model = IngressModel(self.object, binding: binding, resolver: context.resolver)
    }

    package convenience init(
        _ operation: Operation,
        _ document: JSONDocument,
        _ object: JSONNode,
        old: JSONNode?,
        _ context: ReviewContext
    ) {
        self.init(operation, Ingress(document, object), old: old.map { (document, $0) }, context)
    }

    package convenience init(creating object: Ingress, _ context: ReviewContext) {
        self.init(.create, object, old: nil, context)
    }

    package var stored: IngressReview? { old.map { IngressReview(operation, $0, old: nil, context) } }

    package var isTaken: Bool { binding.isALB }

    /// An Ingress that only now becomes ALB's.
    package var isNewcomer: Bool {
        guard isTaken, let oldBinding else { return false }
        return !oldBinding.isALB
    }

    package var snapshot: ClusterSnapshot { context.snapshot }
    package var profile: ControllerProfile { context.profile }
    package var annotations: Annotations { object.metadata.annotations }
    package var name: ObjectName { ObjectName(object.metadata) }

    package var facts: IngressFacts { model.facts }
    package var listenPorts: ListenPorts { facts.listenPorts }
    /// Nil when `listen-ports` is invalid.
    package var listeners: EffectiveListeners? { facts.listeners }
    package var albConfig: AlbConfig? { model.albConfig }
}

/// The object with the namespace of its request, which its own metadata may lack.
private func named(_ ingress: Ingress, _ context: ReviewContext) -> Ingress {
    guard ingress.metadata.namespace.isEmpty, !context.namespace.isEmpty else { return ingress }
    var ingress = ingress
    ingress.metadata.namespace = context.namespace
    return ingress
}
