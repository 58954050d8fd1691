package import ALBController
package import JSON
package import Kubernetes

/// A review of an object of any kind but Ingress, which has more to it; see ``IngressReview``.
package struct ObjectReview<Object: KubernetesObject>: Reviewing {
    package let operation: Operation
    package let object: Object
    package let old: Object?
    package let context: ReviewContext

    private init(_ operation: Operation, _ object: Object, old: Object?, _ context: ReviewContext) {
        self.operation = operation
        self.object = object
        self.old = old
        self.context = context
    }

    package init(
        _ operation: Operation,
        _ document: JSONDocument,
        _ object: JSONNode,
        old: JSONNode?,
        _ context: ReviewContext
    ) {
        func read(_ node: JSONNode) -> Object { Object(document, node, ignoringCase: context.profile == .ack) }
        self.init(operation, read(object), old: old.map(read), context)
    }

    package init(creating object: Object, _ context: ReviewContext) {
        self.init(.create, object, old: nil, context)
    }

    package var stored: ObjectReview? { old.map { ObjectReview(operation, $0, old: nil, context) } }

    package var snapshot: ClusterSnapshot { context.snapshot }
    package var profile: ControllerProfile { context.profile }
}
