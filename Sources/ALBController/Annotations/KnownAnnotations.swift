/// The annotation names behind `alb.ingress.kubernetes.io/` that mean something, to us or to somebody else.
package enum KnownAnnotations {
    /// Of the vendor's dictionary and of the open controllers.
    package static let alb: Set<String> = [
        "listen-ports", "ssl-redirect", "order", "albconfig.order", "albconfig.name", "cert-id",
        "rewrite-target", "use-regex", "traffic-limit-qps", "traffic-limit-ip-qps",
        "canary", "canary-by-header", "canary-by-header-value", "canary-by-cookie", "canary-weight",
        "enable-cors", "cors-allow-origin", "cors-allow-methods", "cors-allow-headers", "cors-expose-headers",
        "cors-allow-credentials", "cors-max-age",
        "backend-protocol", "backend-scheduler", "backend-scheduler-uch-value", "backend-keepalive",
        "backend-label", "remove-unscheduled-backend",
        "server-group-type", "server-group-id", "server-group-resource-group-id", "cross-zone-enabled",
        "slow-start-enabled", "slow-start-duration", "connection-drain-enabled", "connection-drain-timeout",
        "sticky-session", "sticky-session-type", "cookie-timeout", "cookie",
        "healthcheck-enabled", "healthcheck-path", "healthcheck-protocol", "healthcheck-httpversion",
        "healthcheck-method", "healthcheck-httpcode", "healthcheck-code", "healthcheck-timeout-seconds",
        "healthcheck-interval-seconds", "healthcheck-connect-port", "healthy-threshold-count",
        "unhealthy-threshold-count",
    ]

    /// Those of ``alb`` that the oldest controller reads.
    package static let legacy: Set<String> = [
        "listen-ports", "ssl-redirect", "albconfig.order", "albconfig.name",
        "canary", "canary-by-header", "canary-by-header-value", "canary-by-cookie", "canary-weight",
        "healthcheck-enabled", "healthcheck-path", "healthcheck-protocol", "healthcheck-method",
        "healthcheck-httpcode", "healthcheck-timeout-seconds", "healthcheck-interval-seconds",
        "healthy-threshold-count", "unhealthy-threshold-count", "backend-label", "remove-unscheduled-backend",
    ]

    /// Followed by the name of a Service.
    package static let prefixes = ["actions.", "conditions.", "rule-direction."]

    /// From the time when an annotation could make the load balancer, with what replaces it.
    package static let legacyLoadBalancer: [String: String] = [
        "address-type": "spec.config.addressType",
        "vswitch-ids": "spec.config.zoneMappings[].vSwitchId",
        "charge-type": "spec.config.billingConfig.payType",
        "id": "spec.config.id",
        "force-override-listeners": "spec.config.listenerForceOverride",
        "name": "spec.config.name",
        "address-allocated-mode": "spec.config.addressAllocatedMode",
        "edition": "spec.config.edition",
        "access-log": "spec.config.accessLogConfig",
    ]

    /// Those that a controller of the profile reads.
    package static func read(by profile: ControllerProfile) -> Set<String> { profile == .legacy ? legacy : alb }

    package static func isServiceAnnotation(_ name: String) -> Bool { prefixes.contains { name.hasPrefix($0) } }

    /// Whether a name behind the prefix is one of ``alb``, or ends in the name of a Service.
    static func contains(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        if prefixTexts.contains(where: { name.starts(with: $0) }) { return true }
        return byLength[name.count]?.contains { name.elementsEqual($0) } ?? false
    }

    private static let prefixTexts = prefixes.map { Array($0.utf8) }

    private static let byLength: [Int: [[UInt8]]] = Dictionary(grouping: alb.map { Array($0.utf8) }, by: \.count)
}
