package import Kubernetes

/// The canary annotations of an Ingress.
///
/// Source: `getIfOnlyWeight` and `buildListenerRules` in `model_build_listener_rules.go` of
/// alibaba/alibaba-load-balancer-controller. Every value is read raw, and an `nginx.` key hides its `alb.` twin.
package struct CanarySettings: Hashable, Sendable {
    /// Exactly `true`.
    package var isCanary: Bool
    package var weightText: String
    package var header: String
    package var headerValue: String
    package var cookie: String

    package static func isCanary(_ annotations: Annotations) -> Bool {
        annotations.raw(AnnotationKey.nginxCanary, else: AnnotationKey.canary) == "true"
    }

    /// Of an Ingress that is none.
    init() {
        isCanary = false
        weightText = ""
        header = ""
        headerValue = ""
        cookie = ""
    }

    package init(_ annotations: Annotations) {
        isCanary = Self.isCanary(annotations)
        weightText = annotations.raw(AnnotationKey.nginxCanaryWeight, else: AnnotationKey.canaryWeight)
        header = annotations.raw(AnnotationKey.nginxCanaryByHeader, else: AnnotationKey.canaryByHeader)
        headerValue = annotations.raw(AnnotationKey.nginxCanaryByHeaderValue, else: AnnotationKey.canaryByHeaderValue)
        cookie = annotations.raw(AnnotationKey.nginxCanaryByCookie, else: AnnotationKey.canaryByCookie)
    }

    /// The share of a canary that decides by weight alone; 0, also for a text that is no number, drops the Ingress.
    package var weight: Int {
        guard header.isEmpty, headerValue.isEmpty, cookie.isEmpty else { return 0 }
        return GoText.atoiIgnoringError(weightText)
    }

    /// A canary with a weight, be it unreadable, never makes rules of its own.
    package var makesRules: Bool { !isCanary || weightText.isEmpty }

    /// Conditions that only a canary's rules have; a header without value asks for an empty one.
    package var conditions: [RuleCondition] {
        guard isCanary else { return [] }
        var list: [RuleCondition] = []
        if !header.isEmpty { list.append(.header(key: header, values: [headerValue])) }
        if !cookie.isEmpty { list.append(.cookie([KeyValue(cookie, "always")])) }
        return list
    }
}
