package import ALBController
package import Kubernetes

/// What a review knows besides its object: settings, the rest of the cluster, who asks and when.
package struct ReviewContext: Sendable {
    package var settings: Settings
    package var snapshot: ClusterSnapshot
    package var resolver: ClassResolver
    package var userInfo: UserInfo
    /// `request.namespace`; an object's own may be empty.
    package var namespace: String
    /// Seconds since 1970 for certificate dates; nil where no clock is at hand, then dates are not judged.
    package var now: Int?

    package init(
        settings: Settings,
        snapshot: ClusterSnapshot,
        userInfo: UserInfo = UserInfo(),
        namespace: String = "",
        now: Int? = nil
    ) {
        self.settings = settings
        self.snapshot = snapshot
        resolver = settings.resolver(snapshot)
        self.userInfo = userInfo
        self.namespace = namespace
        self.now = now
    }

    package var profile: ControllerProfile { settings.profile }
}

/// One object under review, with the version that it replaces.
package struct ObjectReview<Object: Sendable>: Sendable {
    package var operation: Operation
    /// On DELETE the object that goes away.
    package var object: Object
    /// On UPDATE the stored version; nil while that version itself is judged for the ratchet.
    package var old: Object?
    package var context: ReviewContext

    package init(operation: Operation, object: Object, old: Object?, context: ReviewContext) {
        self.operation = operation
        self.object = object
        self.old = old
        self.context = context
    }

    package var snapshot: ClusterSnapshot { context.snapshot }
    package var profile: ControllerProfile { context.profile }
}
