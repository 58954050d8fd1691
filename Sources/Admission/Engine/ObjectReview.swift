package import ALBController
package import Kubernetes

/// A review of an object of any kind but Ingress, which has more to it; see ``IngressReview``.
package struct ObjectReview<Object: KubernetesObject>: Reviewing {
    package let operation: Operation
    package let object: Object
    package let old: Object?
    package let context: ReviewContext

    package init(operation: Operation, object: Object, old: Object?, context: ReviewContext) {
        self.operation = operation
        self.object = object
        self.old = old
        self.context = context
    }

    package var snapshot: ClusterSnapshot { context.snapshot }
    package var profile: ControllerProfile { context.profile }
}
