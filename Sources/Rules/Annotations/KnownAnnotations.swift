import ALBController
import Admission
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
        "server-group-type", "server-group-id", "server-group-resource-group-id",
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

    /// Of the AWS Load Balancer Controller, which has the same prefix; the text names a counterpart, if any.
    static let aws: [String: String] = [
        "scheme": "set spec.config.addressType of the AlbConfig to \"Internet\" or \"Intranet\"",
        "target-type":
            "use annotation service.beta.kubernetes.io/backend-type: \"eni\" on the Service for Pod addresses",
        "certificate-arn": "use spec.tls with a Secret, or spec.listeners[].certificates of the AlbConfig",
        "group.name": "use an IngressClass for each AlbConfig; all its Ingresses share the ALB",
        "group.order": "use annotation alb.ingress.kubernetes.io/order",
        "subnets": "set spec.config.zoneMappings of the AlbConfig",
        "security-groups": "",
        "inbound-cidrs": "set spec.listeners[].aclConfig of the AlbConfig",
        "load-balancer-attributes": "set spec.config.accessLogConfig and the like in the AlbConfig",
        "target-group-attributes": "use annotations sticky-session, slow-start-enabled and backend-scheduler",
        "ssl-policy": "set spec.listeners[].securityPolicyId of the AlbConfig",
        "success-codes": "use annotation alb.ingress.kubernetes.io/healthcheck-httpcode: \"http_2xx\"",
        "healthcheck-port": "use annotation alb.ingress.kubernetes.io/healthcheck-connect-port",
        "ip-address-type": "set spec.config.addressIpVersion of the AlbConfig",
        "tags": "set spec.config.tags of the AlbConfig",
        "wafv2-acl-arn": "set spec.config.edition of the AlbConfig to \"StandardWithWaf\"",
        "waf-acl-id": "set spec.config.edition of the AlbConfig to \"StandardWithWaf\"",
        "shield-advanced-protection": "",
        "auth-type": "",
        "auth-idp-cognito": "",
        "auth-idp-oidc": "",
        "auth-on-unauthenticated-request": "",
        "auth-scope": "",
        "auth-session-cookie": "",
        "auth-session-timeout": "",
        "mutual-authentication": "set spec.listeners[].caEnabled and caCertificates of the AlbConfig",
        "load-balancer-name": "set spec.config.name of the AlbConfig",
        "manage-backend-security-group-rules": "",
        "customer-owned-ipv4-pool": "",
        "target-node-labels": "",
    ]

    static func isServiceAnnotation(_ name: String) -> Bool { prefixes.contains { name.hasPrefix($0) } }

    /// All names behind the prefix, in document order.
    static func names(in review: IngressReview) -> [String] {
        review.annotations.all(withPrefix: AnnotationKey.prefix).map {
            String(Substring($0.name.utf8.dropFirst(AnnotationKey.prefix.utf8CodeUnitCount)))
        }
    }
}
