import Kubernetes

/// The indexes of a snapshot, by what stands in front of the name in their keys.
///
/// The raw value is the first byte of each key. All lists are of names in their order.
enum SnapshotIndex: UInt8 {
    /// The text of stored objects: kind, name.
    case object = 1

    /// AlbConfigs by name alone; the oldest controller has them in namespaces.
    case albConfigByName
    /// AlbConfigs by the ALB that they name in `spec.config.id` or own in `status.loadBalancer.id`.
    case albConfigByALB
    /// AlbConfigs that stop their own ALB, by name alone; the value is the rule.
    case albConfigStop

    /// IngressClasses that are marked as the default.
    case defaultClass
    /// IngressClasses by `spec.parameters.name`.
    case classByAlbConfig
    /// IngressClasses without `spec.parameters`.
    case classWithoutParameters
    /// IngressClasses by `spec.controller`.
    case classByController

    /// Secrets by name, whatever their namespace.
    case secretByName

    /// Ingresses by ``BindingKey``.
    case binding
    /// Ingresses by the class name they carry and whether they name an AlbConfig themselves.
    case classUser
    /// Ingresses by Service and binding.
    case serviceUser
    /// Ingresses by Service, port and binding.
    case servicePortUser
    /// Ingresses by the Secret in `spec.tls` and binding.
    case secretUser
    /// Ingresses by Secret, host that it is for, and binding.
    case secretHost

    /// Ingresses by binding, ``ProfileVariant`` and listener.
    case listener
    /// Ingresses by binding, variant, listener and what certificate they bring for it.
    case certificate
    /// Ingresses by binding, variant and listener that are older Knative objects.
    case knativeObject
    /// Ingresses by binding and Secret that an HTTPS or QUIC listener gets from them.
    case listenerSecret
    /// Ingresses by binding and variant; the weight is the number of forwarding rules.
    case ruleLoad
    /// Ingresses by binding, which annotation has it, and explicit `order`.
    case order
    /// Ingresses by binding, host, path, canary or not, variant and listeners; the weight is that of the canary.
    case path
    /// Ingresses by binding and host of a rule, spelt backwards.
    case host
    /// Ingresses by binding that stop their ALB whatever else is on it; the value is the rule.
    case ingressStop
}

extension SnapshotIndex {
    /// Of the objects whose names its keys end with; nil for ``object``.
    var kind: ObjectKind? {
        switch self {
        case .object: nil
        case .albConfigByName, .albConfigByALB, .albConfigStop: .albConfig
        case .defaultClass, .classByAlbConfig, .classWithoutParameters, .classByController: .ingressClass
        case .secretByName: .secret
        case .binding, .classUser, .serviceUser, .servicePortUser, .secretUser, .secretHost, .listener, .certificate,
            .knativeObject, .listenerSecret, .ruleLoad, .order, .path, .host, .ingressStop:
            .ingress
        }
    }
}

/// The generations of the controller place an Ingress on different listeners, if rarely.
enum ProfileVariant: UInt8 {
    /// Alike for all.
    case every = 1
    case legacy
    case modern

    /// What counts for a profile.
    static func of(_ profile: ControllerProfile) -> [ProfileVariant] {
        [.every, profile == .legacy ? .legacy : .modern]
    }
}
