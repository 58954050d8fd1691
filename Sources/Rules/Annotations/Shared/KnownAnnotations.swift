import ALBController
import Admission
import JSON
import Kubernetes

/// The annotation names behind `alb.ingress.kubernetes.io/` that mean something, to us or to somebody else.
enum KnownAnnotations {
    /// Of the vendor's dictionary and of the open controllers.
    static let alb: Set<String> = [
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
    static let legacy: Set<String> = [
        "listen-ports", "ssl-redirect", "albconfig.order", "albconfig.name",
        "canary", "canary-by-header", "canary-by-header-value", "canary-by-cookie", "canary-weight",
        "healthcheck-enabled", "healthcheck-path", "healthcheck-protocol", "healthcheck-method",
        "healthcheck-httpcode", "healthcheck-timeout-seconds", "healthcheck-interval-seconds",
        "healthy-threshold-count", "unhealthy-threshold-count", "backend-label", "remove-unscheduled-backend",
    ]

    /// Followed by the name of a Service.
    static let prefixes = ["actions.", "conditions.", "rule-direction."]

    /// From the time when an annotation could make the load balancer, with what replaces it.
    static let legacyLoadBalancer: [String: String] = [
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
    static func read(by profile: ControllerProfile) -> Set<String> { profile == .legacy ? legacy : alb }

    static func isServiceAnnotation(_ name: String) -> Bool { prefixes.contains { name.hasPrefix($0) } }

    /// The names behind the prefix that the controllers do not know, in document order.
    ///
    /// Every review asks for them, and most have none, so nothing is decoded for names that are known.
    static func others(in annotations: Annotations) -> [String] {
        guard let node = annotations.node else { return [] }
        let document = annotations.document
        var found: [String] = []
        for (key, _) in document.members(node) {
            guard document.withUTF8(key, isOther) == true, let name = document.string(key) else { continue }
            guard found.count < ObjectShape.elementLimit else { break }
            found.append(String(Substring(name.utf8.dropFirst(AnnotationKey.prefix.utf8CodeUnitCount))))
        }
        return found
    }

    private static func isOther(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
        let length = AnnotationKey.prefix.utf8CodeUnitCount
        guard key.count > length else { return false }
        for index in 0..<length where key[index] != AnnotationKey.prefix.utf8Start[index] { return false }
        let name = key[length...]
        if prefixTexts.contains(where: { name.starts(with: $0) }) { return false }
        return !(byLength[name.count]?.contains { name.elementsEqual($0) } ?? false)
    }

    private static let prefixTexts = prefixes.map { Array($0.utf8) }

    private static let byLength: [Int: [[UInt8]]] = Dictionary(grouping: alb.map { Array($0.utf8) }, by: \.count)

    /// All names behind the prefix, in document order.
    static func names(in review: IngressReview) -> [String] {
        review.annotations.all(withPrefix: AnnotationKey.prefix).map {
            String(Substring($0.name.utf8.dropFirst(AnnotationKey.prefix.utf8CodeUnitCount)))
        }
    }
}
