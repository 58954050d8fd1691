import ALBController
import Admission
import Kubernetes

/// A canary works only beside a main Ingress with the same host and path, and only by one of header, cookie or weight.
struct Canary: Rule {
    static let description = RuleDescription(
        id: "ALB508",
        name: "canary",
        summary: "A canary needs a main Ingress with its host and path, and a header, a cookie or a weight of 0-100.",
        severity: SeverityTable(ack: .deny, lbc: .deny, legacy: .warn),
        kinds: [.ingress],
        operations: [.create, .update, .delete],
        effect: "Custom conditions, or a weight beside a ForwardGroup action, stop every Ingress on the ALB; a rule "
            + "without http makes the open controller panic; everything else loses the canary without a word.",
        example: #"alb.ingress.kubernetes.io/canary-weight: "20%""#,
        fix: "Set one of canary-by-header, canary-by-cookie or canary-weight, and create the main Ingress first.",
        sources: [PublicSource.rules, PublicSource.advancedGuide, PublicSource.migration]
    )

    private static let ruleWithoutHTTP = SeverityTable(ack: .warn, lbc: .deny, legacy: .warn)
    /// Paths whose neighbours are looked up.
    private static let pathLimit = 256

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        let canary = CanarySettings(review.annotations)
        guard canary.isCanary else {
            if review.operation != .create { checkLeavingMain(review, &findings) }
            return
        }
        guard review.operation != .delete else { return }
        let hasListener = review.listeners?.listeners.isEmpty != true
        checkRules(review, hasListener, &findings)
        if review.profile != .legacy { checkCustom(review, canary, hasListener, &findings) }
        CanaryKind.check(review, canary, &findings)
        checkNeighbours(review, canary, &findings)
    }

    private static func checkRules(_ review: IngressReview, _ hasListener: Bool, _ findings: inout FindingCollector) {
        for rule in review.object.rules where !rule.hasHTTP {
            findings.add(
                rule.field,
                "a canary must not have a rule without http",
                value: rule.host,
                effect: "the open controller panics and freezes every Ingress on this ALB without an event",
                fix: "add http.paths, or remove the rule",
                severity: hasListener ? ruleWithoutHTTP : .warn
            )
        }
    }

    private static func checkCustom(
        _ review: IngressReview,
        _ canary: CanarySettings,
        _ hasListener: Bool,
        _ findings: inout FindingCollector
    ) {
        var conditions = review.annotations.byService(AnnotationKey.conditionsPrefix)
        var actions = review.annotations.byService(AnnotationKey.actionsPrefix)
        guard !conditions.isEmpty || !actions.isEmpty else { return }
        for path in review.object.paths {
            guard let service = path.backend?.serviceName else { continue }
            if conditions.removeValue(forKey: service) != nil {
                findings.add(
                    FieldPath.annotation("\(AnnotationKey.conditionsPrefix)\(service)"),
                    "a canary must not have custom conditions",
                    value: service,
                    effect: GroupFailure.effect + " (\"can't exist Canary and customize condition at the same time\")",
                    fix: "remove the annotation, or canary",
                    severity: hasListener ? nil : .warn
                )
            }
            guard canary.weight != 0, let text = actions.removeValue(forKey: service),
                CustomActions(text, of: review.name).forwardsToServerGroups
            else { continue }
            findings.add(
                FieldPath.annotation("\(AnnotationKey.actionsPrefix)\(service)"),
                "a canary with a weight must not have a ForwardGroup action",
                value: service,
                effect: GroupFailure.effect,
                fix: "remove the action, or write its weights there and remove canary",
                severity: hasListener ? nil : .warn
            )
        }
    }

    private static func checkNeighbours(
        _ review: IngressReview,
        _ canary: CanarySettings,
        _ findings: inout FindingCollector
    ) {
        guard review.snapshot.knows(.ingress) else { return }
        let mine = review.listeners.map { Set($0.listeners) }
        for path in review.object.paths.prefix(pathLimit) {
            let neighbours = CanaryNeighbours(of: path, review)
            guard let main = neighbours.mains.first else {
                findings.advise(
                    path.field,
                    "no other Ingress on this ALB has \"\((path.host + path.path).clipped)\"",
                    value: "no main",
                    effect: "the canary gets no requests until there is a main Ingress with this host and path",
                    fix: "create the main Ingress first, with the same host and path text"
                )
                continue
            }
            checkListeners(mine, main, path, review, &findings)
            guard canary.weight > 0 else { continue }
            let others = neighbours.canaries.map { CanarySettings($0.metadata.annotations).weight }
            let sum = others.reduce(min(canary.weight, 1000)) { $0 + min(max($1, 0), 1000) }
            guard sum > 100, canary.weight <= 100 else { continue }
            findings.advise(
                path.field,
                "all canaries of \"\((path.host + path.path).clipped)\" together have weight \(sum)",
                value: "\(sum)",
                effect: "the main Ingress gets a weight below 0, which ALB may refuse",
                fix: "keep the sum at 100 or below"
            )
        }
    }

    private static func checkListeners(
        _ mine: Set<ListenerKey>?,
        _ main: Ingress,
        _ path: IngressPath,
        _ review: IngressReview,
        _ findings: inout FindingCollector
    ) {
        guard let mine, let theirs = EffectiveListeners(main, profile: review.profile) else { return }
        let missing = Set(theirs.listeners(forHost: path.host)).subtracting(mine)
        guard let first = missing.map(\.description).min() else { return }
        let name = ObjectName(main.metadata)
        findings.advise(
            path.field,
            "the main Ingress \"\(name)\" serves this path on listener \(first), the canary does not",
            value: "\(name) \(first)",
            effect: "requests there never reach the canary",
            fix: "give the canary the same spec.tls and listen-ports"
        )
    }

    /// A main Ingress that goes away, or a path of it, takes its canaries along.
    private static func checkLeavingMain(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.snapshot.knows(.ingress) else { return }
        let leaving: [IngressPath]
        if review.operation == .delete {
            leaving = Array(review.object.paths.prefix(pathLimit))
        } else if let old = review.old, !CanarySettings(old.metadata.annotations).isCanary {
            let kept = Set(review.object.paths.map(HostAndPath.init))
            leaving = Array(old.paths.lazy.filter { !kept.contains(HostAndPath($0)) }.prefix(pathLimit))
        } else {
            return
        }
        for path in leaving {
            let neighbours = CanaryNeighbours(of: path, review)
            guard neighbours.mains.isEmpty, let canary = neighbours.canaries.first else { continue }
            findings.advise(
                review.operation == .delete ? path.field : FieldPath("spec", "rules"),
                "Ingress \"\(ObjectName(canary.metadata))\" is a canary of \"\((path.host + path.path).clipped)\", "
                    + "which goes away",
                value: "\(ObjectName(canary.metadata))",
                effect: "the canary gets no requests without it",
                fix: "remove the canary too, or make it the main Ingress"
            )
        }
    }
}
