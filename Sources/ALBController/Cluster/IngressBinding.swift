package import Kubernetes

/// Whether an Ingress belongs to ALB, and through which class to which AlbConfig.
package struct IngressBinding: Hashable, Sendable {
    package enum Owner: Hashable, Sendable {
        /// The ALB controller takes it.
        case alb
        /// Another controller's class.
        case foreign
        /// It names a class that does not exist (yet).
        case missingClass
        /// Neither field nor annotation: no ALB controller looks at it.
        case noClass
    }

    package var owner: Owner
    /// From the field, else from the annotation; nil when there is neither.
    package var className: String?
    /// What the chain ends at; nil when the cluster was not seen.
    package var albConfigName: String?

    package var isALB: Bool { owner == .alb }
}

/// Decides ``IngressBinding``; the settings it needs and the snapshot it reads.
///
/// Source: `IsValid` in `pkg/controller/ingress/reconcile/store/` and `LoadGroupID` in
/// `.../albconfig_manager/group_loader.go` of alibaba/alibaba-load-balancer-controller; the profile `legacy` follows
/// kubernetes/cloud-provider-alibaba-cloud, which reads no IngressClass.
package struct ClassResolver: Sendable {
    package let profile: ControllerProfile
    /// Class names that count as ALB's while no IngressClass is known.
    package var classNames: Set<String> { didSet { knownBindings = [:] } }
    /// Those of them that somebody set: ALB's also where the known IngressClasses do not have them.
    package let statedNames: Set<String>
    /// Values of `IngressClass.spec.controller` that are ALB's.
    package let controllers: Set<String>
    package var snapshot: ClusterSnapshot { didSet { knownBindings = [:] } }
    /// By the AlbConfig that they lead to, where they were found beforehand.
    private(set) var knownBindings: [String: AlbConfigBindings] = [:]

    package init(
        profile: ControllerProfile,
        classNames: Set<String>,
        statedNames: Set<String> = [],
        controllers: Set<String>,
        snapshot: ClusterSnapshot
    ) {
        self.profile = profile
        self.classNames = classNames
        self.statedNames = statedNames
        self.controllers = controllers
        self.snapshot = snapshot
    }

    /// The same, which has looked up once what reviews on the same snapshot look up again and again.
    ///
    /// Costs as much as a review for each AlbConfig.
    package var prepared: ClassResolver {
        var copy = self
        for config in snapshot.albConfigs.keys {
            copy.knownBindings[config.name] = AlbConfigBindings(leadingTo: config.name, self)
        }
        return copy
    }

    package func binding(of ingress: Ingress) -> IngressBinding {
        let annotation = ingress.metadata.annotations[AnnotationKey.ingressClass]
        if profile == .legacy {
            let name = annotation ?? ingress.ingressClassName
            let owner: IngressBinding.Owner = name == "alb" ? .alb : name == nil ? .noClass : .foreign
            return IngressBinding(owner: owner, className: name, albConfigName: albConfigName(of: ingress, nil))
        }
        if let name = ingress.ingressClassName { return binding(of: ingress, className: name) }
        guard let annotation else { return IngressBinding(owner: .noClass) }
        guard takesLiteral(annotation) else { return binding(of: ingress, className: annotation) }
        let config = albConfigName(of: ingress, snapshot.ingressClasses["alb"])
        return IngressBinding(owner: .alb, className: "alb", albConfigName: config)
    }

    /// The open controller takes the annotation "alb" whatever the class of that name says.
    func takesLiteral(_ annotation: String) -> Bool {
        annotation == "alb" && (profile == .lbc || snapshot.ingressClasses["alb"] == nil)
    }

    package func isALB(_ ingressClass: IngressClass) -> Bool { controllers.contains(ingressClass.controller) }

    /// Whether a class name is ALB's; nil when it is not known to exist.
    package func isALB(className: String) -> Bool? {
        guard snapshot.knows(.ingressClass) else { return classNames.contains(className) }
        return snapshot.ingressClasses[className].map(isALB) ?? (statedNames.contains(className) ? true : nil)
    }

    private func binding(of ingress: Ingress, className: String) -> IngressBinding {
        switch isALB(className: className) {
        case nil: return IngressBinding(owner: .missingClass, className: className)
        case false?: return IngressBinding(owner: .foreign, className: className)
        case true?:
            guard let known = snapshot.ingressClasses[className] else {
                // By a setting: where its parameters lead is not known.
                let named = ingress.metadata.annotations[AnnotationKey.albConfigName]
                return IngressBinding(owner: .alb, className: className, albConfigName: named)
            }
            let config = albConfigName(of: ingress, known)
            return IngressBinding(owner: .alb, className: className, albConfigName: config)
        }
    }

    private func albConfigName(of ingress: Ingress, _ ingressClass: IngressClass?) -> String? {
        albConfigName(annotation: ingress.metadata.annotations[AnnotationKey.albConfigName], ingressClass)
    }

    func albConfigName(annotation: String?, _ ingressClass: IngressClass?) -> String? {
        if let annotation { return annotation }
        if profile == .legacy { return "default" }
        guard snapshot.knows(.ingressClass) else { return nil }
        guard let ingressClass else { return "default" }
        guard let parameters = ingressClass.parameters else { return nil }
        return parameters.name.isEmpty ? "default" : parameters.name
    }

    /// The AlbConfig of that name: cluster-scoped, or where it is namespaced the nearest, as `LoadGroupID` looks for it.
    package func albConfig(named name: String, for namespace: String) -> AlbConfig? {
        let configs = snapshot.albConfigs
        let found =
            configs[ObjectName("", name)] ?? configs[ObjectName(namespace, name)]
            ?? configs[ObjectName("kube-system", name)]
            ?? snapshot.indexes.albConfigs(named: name).last.flatMap { configs[$0] }
        return found.map(read)
    }

    /// An AlbConfig as this controller reads it.
    package func read(_ config: AlbConfig) -> AlbConfig { profile == .ack ? config : config.readLetterByLetter }
}
