import ALBController
import Admission
import Kubernetes

/// Many settings are read only while another annotation switches the feature on, and nothing is said about the rest.
struct SettingWithoutSwitch: Rule {
    static let description = RuleDescription(
        id: "ALB522",
        name: "setting-without-switch",
        summary: "Settings of a feature need the annotation that switches it on.",
        severity: .warn,
        kinds: [.ingress],
        effect: "The controller does not look at them: there is no health check, no CORS header, no canary and so on.",
        example: "alb.ingress.kubernetes.io/healthcheck-path: /healthz",
        fix: "Set the annotation that the message names to true, or remove the settings.",
        sources: [PublicSource.serverGroupModel, PublicSource.rules, PublicSource.dictionary]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        var trial: FixTrial<IngressReview>?
        let annotations = review.annotations
        func isSet(_ key: StaticString) -> Bool { annotations[key]?.isEmpty == false }
        for feature in SwitchedFeature.all where review.profile != .legacy || feature.isInOldest {
            guard let first = feature.settings.first(where: isSet) else { continue }
            let isOn = feature.switches.contains(where: annotations.contains)
            // A misspelt switch is reported as that.
            guard !isOn, !isMeant(feature.switches, review) else { continue }
            add(feature, first, feature.settings.filter(isSet), review, &trial, &findings)
        }
        guard review.profile != .legacy, review.annotations[AnnotationKey.stickySession] == "true" else { return }
        checkCookie(review, &findings)
    }

    /// Each of the two types of session has a setting of its own.
    static func checkCookie(_ review: IngressReview, _ findings: inout FindingCollector) {
        let isServer = GoText.equalFold(review.annotations[AnnotationKey.stickySessionType] ?? "", "Server")
        let unread = isServer ? AnnotationKey.cookieTimeout : AnnotationKey.cookie
        guard review.annotations[unread]?.isEmpty == false else { return }
        let type = isServer ? "Insert" : "Server"
        findings.add(
            FieldPath.annotation(unread),
            "\(AnnotationKey.suffix(unread)) has no effect without sticky-session-type: \(type)",
            value: AnnotationKey.suffix(unread),
            effect: isServer ? "the application's own cookie lives as long as it says" : "ALB names its cookie itself",
            fix: .remove(annotation: FieldPath.annotation(unread))
        )
    }

    private static func add(
        _ feature: SwitchedFeature,
        _ first: StaticString,
        _ settings: [StaticString],
        _ review: IngressReview,
        _ trial: inout FixTrial<IngressReview>?,
        _ findings: inout FindingCollector
    ) {
        guard let key = feature.switches.first else { return }
        let others = settings.dropFirst().map(AnnotationKey.suffix)
        let list = others.isEmpty ? "" : ", like \(others.prefix(10).joined(separator: ", ")),"
        var tried = trial ?? FixTrial(review)
        findings.add(
            FieldPath.annotation(first),
            "\(AnnotationKey.suffix(first))\(list) has no effect without annotation \(key)",
            value: settings.map(AnnotationKey.suffix).joined(separator: " "),
            effect: feature.effect,
            fix: tried.fix(
                Fix("set \(key): \"\(feature.on)\"", .annotate(key, feature.on, in: review.annotations)),
                else: Fix("set \(key) to \(feature.on) and check the settings, or remove them")
            )
        )
        trial = tried
    }

    private static func isMeant(_ switches: [StaticString], _ review: IngressReview) -> Bool {
        let others = review.facts.survey.unknown
        guard !others.isEmpty else { return false }
        let names = Set(switches.map(AnnotationKey.suffix))
        var suggestions = AnnotationSuggestions(review)
        return others.contains { suggestions.meant(by: $0).map(names.contains) ?? false }
    }
}
