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
        resolver: ClassResolver? = nil,
        userInfo: UserInfo = UserInfo(),
        namespace: String = "",
        now: Int? = nil
    ) {
        self.settings = settings
        self.snapshot = snapshot
        self.resolver = resolver ?? settings.resolver(snapshot)
        self.userInfo = userInfo
        self.namespace = namespace
        self.now = now
    }

    package var profile: ControllerProfile { settings.profile }
}
