import Kubernetes

/// What one Ingress contributes to listeners, apart from what its neighbours change.
///
/// Everything that depends on the Ingress alone, or on one of its Services, is worked out once.
struct IngressTranslation {
    let member: GroupMember
    let canary: CanarySettings
    let redirects: Bool
    private(set) var paths: [PathTranslation] = []
    /// Hold whether or not a rule is made.
    private(set) var problems: [GroupProblem] = []
    private(set) var services: ServiceAnnotations
    let backendProblems: [GroupProblem]
    private let regex: RegexAnnotations
    let annotationActions: AnnotationActions

    /// One path of one rule.
    struct PathTranslation {
        var ruleIndex: Int
        var pathIndex: Int
        var host: String
        var path: String
        var pathType: String
        /// The text by which the controller pairs canaries with their main rules.
        var key: String
        /// Nil for a backend that is no Service.
        var service: String?
        /// 0 for a named port.
        var port: Int
        var usesAnnotation: Bool
        var patterns: IngressPathPatterns
    }

    init(_ member: GroupMember, profile: ControllerProfile) {
        self.member = member
        let annotations = member.ingress.metadata.annotations
        canary = CanarySettings(annotations)
        redirects = annotations.raw(AnnotationKey.nginxSSLRedirect, else: AnnotationKey.sslRedirect) == "true"
        services = ServiceAnnotations(annotations, of: member.name)
        backendProblems = BackendSettings.problems(member.ingress)
        regex = RegexAnnotations(annotations)
        annotationActions = AnnotationActions(annotations, of: member.name)
        for path in member.ingress.paths { paths.append(translate(path, profile)) }
        checkEventHandlers()
        checkCanary()
    }

    private func translate(_ path: IngressPath, _ profile: ControllerProfile) -> PathTranslation {
        let stored = IngressPathPatterns.stored(path.path)
        let backend = path.backend
        var port = 0
        var usesAnnotation = false
        switch backend?.port {
        case .number(let number): port = number
        case .name(let name): usesAnnotation = name == "use-annotation"
        case nil, .some(.none): break
        }
        return PathTranslation(
            ruleIndex: path.ruleIndex,
            pathIndex: path.index,
            host: path.host,
            path: stored,
            pathType: path.pathType,
            key: "\(path.host)-\(stored)",
            service: backend?.hasService == true ? backend?.serviceName : nil,
            port: port,
            usesAnnotation: usesAnnotation,
            patterns: IngressPathPatterns(
                path: path.path,
                pathType: path.pathType,
                annotations: regex,
                profile: profile
            )
        )
    }

    /// Service, Endpoints and Node events walk over every path of every Ingress, outside of any recover.
    private mutating func checkEventHandlers() {
        var seen: Set<String> = []
        for path in paths {
            guard let service = path.service else {
                problems.append(problem(.noServiceBackend, .processDies, at: field(path).key("backend")))
                continue
            }
            guard seen.insert(service).inserted else { continue }
            for found in services.actions(service)?.problems ?? []
            where found.kind == .missingConfig(.forwardGroup) {
                problems.append(actionProblem(found, service))
            }
        }
    }

    /// `checkCanaryAndCustomizeCondition`, which looks at rules without `http` too early.
    private mutating func checkCanary() {
        guard canary.isCanary else { return }
        for rule in member.ingress.rules where !rule.hasHTTP {
            problems.append(problem(.canaryRuleWithoutHTTP, .silentPanic, at: rule.field))
        }
        var seen: Set<String> = []
        var forwards = false
        for path in paths {
            guard let service = path.service, seen.insert(service).inserted else { continue }
            if services.hasConditions(service) {
                let kind = GroupProblem.Kind.canaryWithConditions(service: service)
                problems.append(problem(kind, .groupFails, at: .annotation(Self.conditionsKey(service))))
            }
            if services.actions(service)?.forwardsToServerGroups == true { forwards = true }
        }
        if forwards, canary.weight != 0 {
            let field = FieldPath.annotation(AnnotationKey.canaryWeight)
            problems.append(problem(.canaryWeightWithForwardAction, .groupFails, at: field))
        }
    }

    mutating func actions(_ service: String) -> CustomActions? { services.actions(service) }
    mutating func conditions(_ service: String) -> CustomConditions { services.conditions(service) }

    func field(_ path: PathTranslation) -> FieldPath {
        .path(rule: path.ruleIndex, host: path.host, path: path.pathIndex, path.path)
    }

    func problem(_ kind: GroupProblem.Kind, _ consequence: Consequence, at field: FieldPath) -> GroupProblem {
        GroupProblem(kind, consequence, of: member.name, at: field)
    }

    func actionProblem(_ found: CustomRuleProblem, _ service: String) -> GroupProblem {
        let field = FieldPath.annotation("\(AnnotationKey.actionsPrefix)\(service)")
        return problem(.action(found, service: service), found.consequence, at: field)
    }

    static func conditionsKey(_ service: String) -> String { "\(AnnotationKey.conditionsPrefix)\(service)" }
}
