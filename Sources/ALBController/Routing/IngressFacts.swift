package import Kubernetes

/// What one Ingress says by itself, each part decoded when it is first asked for and kept.
///
/// It belongs to one review, or to one model, and is not meant for several threads.
package final class IngressFacts {
    package let ingress: Ingress
    package let name: ObjectName
    package let profile: ControllerProfile

    package private(set) lazy var listenPorts = ListenPorts(annotations[AnnotationKey.listenPorts])
    /// Nil when `listen-ports` is invalid, which fails the whole group.
    package private(set) lazy var listeners = EffectiveListeners(ingress, listenPorts, profile: profile)
    package private(set) lazy var survey = AnnotationSurvey(annotations)
    package private(set) lazy var order = GroupOrder(annotations)
    package private(set) lazy var isCanary = CanarySettings.isCanary(annotations)
    package private(set) lazy var canary = isCanary ? CanarySettings(annotations) : CanarySettings()
    /// A canary with a weight makes none of its own.
    package private(set) lazy var makesRules = !isCanary || canary.makesRules
    package private(set) lazy var redirects = annotations.redirects
    /// The oldest controller knows no regular expressions.
    package private(set) lazy var regex = profile == .legacy ? RegexAnnotations() : RegexAnnotations(annotations)
    /// The oldest controller reads none.
    lazy var services =
        hasServiceAnnotations ? ServiceAnnotations(annotations, of: name) : ServiceAnnotations(of: name)
    package private(set) lazy var annotationActions =
        profile == .legacy ? AnnotationActions() : AnnotationActions(annotations)
    /// Written by Knative itself, with its own form of `actions.*`.
    package private(set) lazy var isKnative = ingress.metadata.labels.contains(KnativeRules.label)

    package init(_ ingress: Ingress, profile: ControllerProfile) {
        self.ingress = ingress
        self.profile = profile
        name = ObjectName(ingress.metadata)
    }

    package var annotations: Annotations { ingress.metadata.annotations }

    /// Older Knative objects have one action instead of a list, and are read by other code.
    package private(set) lazy var hasKnativeForm = isKnative && hasActions && services.hasObjectAction

    private(set) lazy var knative = KnativeValues(services)

    /// The server groups that the value of an older Knative object makes.
    package func knativeGroups(_ service: String) -> [ServerGroupConfig] {
        KnativeRules.serverGroups(service, of: self)
    }

    /// The value of `actions.<service>`; nil without one.
    package func actions(_ service: String) -> CustomActions? { hasActions ? services.actions(service) : nil }

    /// The value of `conditions.<service>`; none without one.
    package func conditions(_ service: String) -> CustomConditions {
        hasConditions ? services.conditions(service) : .none
    }

    /// Hosts that conditions add to rules, which then answer for those too.
    var conditionHosts: [String] {
        guard hasConditions else { return [] }
        return Set(ingress.paths.compactMap(\.service)).flatMap { conditions($0).hosts }.map { $0 == "*" ? "" : $0 }
    }

    package private(set) lazy var hasActions = hasServiceAnnotations && services.hasActions
    package private(set) lazy var hasConditions = hasServiceAnnotations && services.hasConditions
    /// Whether there is any `actions.`, `conditions.` or `rule-direction.` annotation that is read.
    package private(set) lazy var hasServiceAnnotations =
        profile != .legacy
        && (annotations.hasAny(withPrefix: AnnotationKey.actionsPrefix)
            || annotations.hasAny(withPrefix: AnnotationKey.conditionsPrefix)
            || annotations.hasAny(withPrefix: AnnotationKey.ruleDirectionPrefix))

    /// The text of `rule-direction.<service>`; nil without one.
    package func directionText(_ service: String) -> String? {
        hasServiceAnnotations ? services.directionText(service) : nil
    }

    /// The values of the path condition that a path becomes.
    package func patterns(_ path: IngressPath) -> IngressPathPatterns {
        IngressPathPatterns(path: path.path, pathType: path.pathType, annotations: regex, profile: profile)
    }

    /// Why the controller refuses a path.
    func refusal(of path: IngressPath) -> IngressPathPatterns.Refusal? {
        IngressPathPatterns.refusal(
            path: path.path,
            pathType: path.pathType,
            annotations: regex,
            profile: profile
        )
    }

    /// Whether the backend leaves everything to `actions.<service>`; the oldest controller knows no such port.
    package func usesAnnotation(_ path: IngressPath) -> Bool {
        guard case .name(let name)? = path.backend?.port else { return false }
        return profile != .legacy && name == "use-annotation"
    }

    func problem(_ kind: GroupProblem.Kind, _ consequence: Consequence, at field: FieldPath) -> GroupProblem {
        GroupProblem(kind, consequence, of: name, at: field)
    }

    func noServiceName(_ path: IngressPath) -> GroupProblem {
        problem(.noServiceName, .groupFails, at: path.serviceNameField)
    }

    func actionProblem(_ found: CustomRuleProblem, _ service: String) -> GroupProblem {
        let field = FieldPath.annotation("\(AnnotationKey.actionsPrefix)\(service)")
        return problem(.action(found, service: service), found.consequence, at: field)
    }

    func conditionProblem(_ found: CustomRuleProblem, _ service: String) -> GroupProblem {
        let field = FieldPath.annotation("\(AnnotationKey.conditionsPrefix)\(service)")
        return problem(.condition(found, service: service), found.consequence, at: field)
    }
}

extension IngressFacts {
    /// By `order`, then by `namespace/name`: the order of the rules on the ALB.
    static func precedes(_ left: IngressFacts, _ right: IngressFacts) -> Bool {
        let (mine, other) = (left.order.value, right.order.value)
        return mine == other ? left.name < right.name : mine < other
    }
}

extension IngressFacts {
    /// Whether the Ingress makes a rule on a listener, whatever others there are; no canary does.
    func makesRule(on key: ListenerKey) -> Bool {
        guard !isCanary, !hasKnativeForm, let listeners, listeners.listeners.contains(key) else { return false }
        return ingress.rules.contains { !$0.paths.isEmpty && listeners.serves(host: $0.host, on: key) }
    }

    /// How many forwarding rules the Ingress makes: one for each path and listener.
    package var ruleLoad: Int {
        guard makesRules, let listeners else { return 0 }
        if case .everywhere = listeners.placement { return ingress.pathCount * listeners.listeners.count }
        return ingress.rules.reduce(0) { $0 + $1.paths.count * listeners.listeners(forHost: $1.host).count }
    }
}

extension IngressPath {
    /// Nil for a backend that is no Service.
    var service: String? {
        guard let backend, backend.hasService else { return nil }
        return backend.serviceName
    }

    /// What the controller reads: 0 for a named port.
    var servicePort: Int {
        guard case .number(let number)? = backend?.port else { return 0 }
        return number
    }

    /// As the controller stores it: an empty one is `/`.
    var storedPath: String { IngressPathPatterns.stored(path) }
}
