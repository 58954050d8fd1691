import ALBController
import Kubernetes

/// Deletions that pass whatever the delete rules are set to: a cluster must always be able to clean up.
enum DeletionGuard {
    /// On the object: this deletion is meant.
    private static let allowDelete: StaticString = "alb-admission/allow-delete"

    static func mustPass(_ metadata: ObjectMeta, _ context: ReviewContext) -> Bool {
        let namespace = metadata.namespace.isEmpty ? context.namespace : metadata.namespace
        if context.snapshot.namespaces[namespace]?.metadata.isTerminating == true { return true }
        return metadata.annotations[allowDelete] == "true"
    }
}
