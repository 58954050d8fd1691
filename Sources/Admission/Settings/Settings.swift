package import ALBController

/// The whole configuration, checked; an immutable value.
package struct Settings: Sendable {
    package var rules = RuleSettings()
    package var defaulting = Defaulting()
    package var network = Network()
    package var exempt = Exempt()
    /// Class names that count as ALB's while no IngressClass is known.
    package var ingressClasses = defaultClasses
    /// `IngressClass.spec.controller` of the ALB controller.
    package var controllers: Set<String> = ["ingress.k8s.alibabacloud/alb"]

    private static let defaultClasses: Set<String> = ["alb"]

    package init() {}

    package var profile: ControllerProfile { rules.profile }

    package func resolver(_ snapshot: ClusterSnapshot) -> ClassResolver {
        ClassResolver(
            profile: profile,
            classNames: ingressClasses.union([defaulting.ingressClass.name]),
            statedNames: ingressClasses.subtracting(Self.defaultClasses),
            controllers: controllers,
            snapshot: snapshot
        )
    }

    package struct Defaulting: Sendable {
        package var ingressClass = IngressClassDefault()
        package var listenPorts = ListenPortsMode.seed
    }

    package struct IngressClassDefault: Sendable {
        package var name = "alb"
        package var mode = IngressClassMode.auto
    }

    package enum IngressClassMode: String, CaseIterable, Sendable {
        case auto, always, annotated, off
    }

    package enum ListenPortsMode: String, CaseIterable, Sendable {
        case seed, safe, off
    }

    package struct Network: Sendable {
        package var plugin = NetworkPlugin.auto
    }

    /// The CNI: with Flannel an ALB reaches Pods only through node ports.
    package enum NetworkPlugin: String, CaseIterable, Sendable {
        case auto, flannel, terway
    }

    /// Requests that are never judged.
    package struct Exempt: Sendable {
        package var namespaces: Set<String> = []
        package var users: Set<String> = []
        package var groups: Set<String> = []
    }
}
