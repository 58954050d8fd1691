package import ALBController
package import Kubernetes
import Synchronization

/// What is the same for all reviews until settings or objects change; one reference, so that a review copies nothing.
package final class ReviewEnvironment: Sendable {
    package let settings: Settings
    package let snapshot: ClusterSnapshot
    package let resolver: ClassResolver
    /// See ``ReviewContext/isTrial``.
    let isTrial: Bool
    private let classNames = Mutex<ClassNames?>(nil)

    package init(settings: Settings, snapshot: ClusterSnapshot) {
        self.settings = settings
        self.snapshot = snapshot
        resolver = settings.resolver(snapshot)
        isTrial = false
    }

    /// The same settings with other objects.
    init(_ other: ReviewEnvironment, _ snapshot: ClusterSnapshot) {
        settings = other.settings
        self.snapshot = snapshot
        var resolver = other.resolver
        resolver.snapshot = snapshot
        self.resolver = resolver
        isTrial = other.isTrial
    }

    /// The same for many reviews.
    init(preparing other: ReviewEnvironment) {
        settings = other.settings
        snapshot = other.snapshot
        resolver = other.resolver.prepared
        isTrial = other.isTrial
    }

    /// For reviews of which only the findings are wanted.
    init(trialOn resolver: ClassResolver, _ settings: Settings) {
        self.settings = settings
        snapshot = resolver.snapshot
        self.resolver = resolver
        isTrial = true
    }
}

/// The names of the IngressClasses, in their order.
struct ClassNames {
    var all: [String]
    var ofALB: [String]
}

extension ReviewEnvironment {
    /// Made when somebody first asks: a message about one missing class looks through all that there are.
    var ingressClassNames: ClassNames {
        classNames.withLock { known in
            if let known { return known }
            let classes = Array(snapshot.ingressClasses.values)
            let names = ClassNames(
                all: classes.map(\.metadata.name).sorted(),
                ofALB: classes.filter(resolver.isALB).map(\.metadata.name).sorted()
            )
            known = names
            return names
        }
    }
}

/// What a review knows besides its object: settings, the rest of the cluster, who asks and when.
package struct ReviewContext: Sendable {
    private let environment: ReviewEnvironment
    package let userInfo: UserInfo
    /// `request.namespace`; an object's own may be empty.
    package let namespace: String
    /// Seconds since 1970 for certificate dates; nil where no clock is at hand, then dates are not judged.
    package let now: Int?
    /// Only the findings are wanted: no edit is tried on the object, as in a review that is such a trial itself.
    package var isTrial: Bool

    package init(
        _ environment: ReviewEnvironment,
        userInfo: UserInfo = UserInfo(),
        namespace: String = "",
        now: Int? = nil
    ) {
        self.environment = environment
        isTrial = environment.isTrial
        self.userInfo = userInfo
        self.namespace = namespace
        self.now = now
    }

    package var settings: Settings { environment.settings }
    package var snapshot: ClusterSnapshot { environment.snapshot }
    package var resolver: ClassResolver { environment.resolver }
    package var profile: ControllerProfile { environment.settings.profile }
    /// The classes that belong to ALB, in their order.
    package var albClassNames: [String] { environment.ingressClassNames.ofALB }

    /// The network plugin that is set, else the one that the cluster shows; `auto` when nothing tells.
    package var networkPlugin: Settings.NetworkPlugin {
        guard settings.network.plugin == .auto else { return settings.network.plugin }
        switch snapshot.networkPlugin {
        case .flannel: return .flannel
        case .terway: return .terway
        case nil: return .auto
        }
    }
}
