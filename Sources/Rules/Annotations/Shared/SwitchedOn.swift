import ALBController
import Admission
import Kubernetes

/// What an annotation that is on or off brings with it once it is on.
enum SwitchedOn {
    /// Whether nothing else of the Ingress becomes wrong with it; `name` is that behind the prefix.
    static func isQuiet(_ name: String, _ review: IngressReview) -> Bool {
        let annotations = review.annotations
        switch name {
        case "enable-cors": return isSilent(Cors.description, review, Cors.checkValues)
        case "healthcheck-enabled":
            return isSilent(HealthcheckValues.description, review, HealthcheckValues.checkValues)
        case "sticky-session":
            return isSilent(StickySession.description, review, StickySession.checkValues)
                && isSilent(SettingWithoutSwitch.description, review, SettingWithoutSwitch.checkCookie)
        case "slow-start-enabled": return ["wrr", nil].contains(annotations[AnnotationKey.backendScheduler])
        case "ssl-redirect": return RedirectWithoutHTTPS.isReachable(review)
        case "canary": return isPlainCanary(annotations)
        default: return true
        }
    }

    private static func isSilent(
        _ rule: RuleDescription,
        _ review: IngressReview,
        _ check: (IngressReview, inout FindingCollector) -> Void
    ) -> Bool {
        FindingCollector.isSilent(rule, review.context.settings.rules) { check(review, &$0) }
    }

    /// Whether the Ingress has what a canary needs, once, and nothing that a canary must not have.
    private static func isPlainCanary(_ annotations: Annotations) -> Bool {
        guard !annotations.hasAny(withPrefix: AnnotationKey.actionsPrefix),
            !annotations.hasAny(withPrefix: AnnotationKey.conditionsPrefix)
        else { return false }
        let canary = CanarySettings(annotations)
        let hasHeader = !canary.header.isEmpty || !canary.headerValue.isEmpty
        if canary.weightText.isEmpty {
            return hasHeader ? !canary.header.isEmpty && !canary.headerValue.isEmpty : !canary.cookie.isEmpty
        }
        return !hasHeader && canary.cookie.isEmpty && GoText.atoi(canary.weightText).map((0...100).contains) ?? false
    }
}
