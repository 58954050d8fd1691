import Kubernetes

/// The `cors-*` annotations.
///
/// Source: `buildRuleActions` in `model_build_listener_rules.go` and the defaults in `pkg/util/constant.go` of
/// alibaba/alibaba-load-balancer-controller. No value is checked.
enum CorsSettings {
    /// Nil unless `enable-cors` is exactly `true`.
    static func action(_ annotations: Annotations) -> RuleAction? {
        guard annotations.trimmed(AnnotationKey.enableCors) == "true" else { return nil }
        func list(_ name: StaticString, _ standard: String) -> [String] {
            split(annotations.trimmed(name) ?? standard)
        }
        var config = CorsConfig()
        config.allowOrigin = list(AnnotationKey.corsAllowOrigin, "*")
        config.allowMethods = list(AnnotationKey.corsAllowMethods, "GET, PUT, POST, DELETE, PATCH, OPTIONS")
        config.allowHeaders = list(AnnotationKey.corsAllowHeaders, standardHeaders)
        config.exposeHeaders = annotations.trimmed(AnnotationKey.corsExposeHeaders).map(split) ?? []
        // Anything but the two words leaves credentials allowed.
        config.allowCredentials = annotations.trimmed(AnnotationKey.corsAllowCredentials) == "false" ? "off" : "on"
        config.maxAge = annotations.trimmed(AnnotationKey.corsMaxAge) ?? "172800"
        return .cors(config)
    }

    private static let standardHeaders =
        "DNT,X-CustomHeader,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,"
        + "Cache-Control,Content-Type,Authorization"

    /// Only spaces are trimmed, and empty elements stay.
    private static func split(_ text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { part in
            let space = UInt8(ascii: " ")
            guard let last = part.lastIndex(where: { $0 != space }) else { return "" }
            return String(Substring(part[...last].drop { $0 == space }))
        }
    }
}
