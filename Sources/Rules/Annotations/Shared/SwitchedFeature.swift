import ALBController
import Admission

/// Annotations that are read only while another one switches them on.
///
/// Sources: `model_build_server_group.go` and `model_build_listener_rules.go` of
/// alibaba/alibaba-load-balancer-controller, and the vendor's dictionary of annotations.
struct SwitchedFeature: Sendable {
    /// The first is the one to write; any of them is enough.
    var switches: [StaticString]
    var on = "true"
    var settings: [StaticString]
    /// What happens without the switch.
    var effect: String
    /// Whether the oldest controller has the feature.
    var isInOldest = false

    static let all = [
        SwitchedFeature(
            switches: [AnnotationKey.healthCheckEnabled],
            settings: [
                AnnotationKey.healthCheckPath, AnnotationKey.healthCheckProtocol, AnnotationKey.healthCheckMethod,
                AnnotationKey.healthCheckHTTPVersion, AnnotationKey.healthCheckHTTPCode, AnnotationKey.healthCheckCode,
                AnnotationKey.healthCheckTimeout, AnnotationKey.healthCheckInterval,
                AnnotationKey.healthCheckConnectPort, AnnotationKey.healthyThreshold,
                AnnotationKey.unhealthyThreshold,
            ],
            effect: "backends are not checked",
            isInOldest: true
        ),
        SwitchedFeature(
            switches: [AnnotationKey.enableCors],
            settings: [
                AnnotationKey.corsAllowOrigin, AnnotationKey.corsAllowMethods, AnnotationKey.corsAllowHeaders,
                AnnotationKey.corsExposeHeaders, AnnotationKey.corsAllowCredentials, AnnotationKey.corsMaxAge,
            ],
            effect: "browsers get no CORS headers"
        ),
        SwitchedFeature(
            switches: [AnnotationKey.stickySession],
            settings: [AnnotationKey.stickySessionType, AnnotationKey.cookieTimeout, AnnotationKey.cookie],
            effect: "a client may reach another backend each time"
        ),
        SwitchedFeature(
            switches: [AnnotationKey.canary, AnnotationKey.nginxCanary],
            settings: [
                AnnotationKey.canaryByHeader, AnnotationKey.canaryByHeaderValue, AnnotationKey.canaryByCookie,
                AnnotationKey.canaryWeight, AnnotationKey.nginxCanaryByHeader, AnnotationKey.nginxCanaryByHeaderValue,
                AnnotationKey.nginxCanaryByCookie, AnnotationKey.nginxCanaryWeight,
            ],
            effect: "the Ingress is no canary, and its rules take all requests or none",
            isInOldest: true
        ),
        SwitchedFeature(
            switches: [AnnotationKey.slowStartEnabled],
            settings: [AnnotationKey.slowStartDuration],
            effect: "new backends get their full share at once"
        ),
        SwitchedFeature(
            switches: [AnnotationKey.connectionDrainEnabled],
            settings: [AnnotationKey.connectionDrainTimeout],
            effect: "connections to backends that leave are cut off"
        ),
    ]
}

extension AnnotationKey {
    static let healthCheckCode: StaticString = "alb.ingress.kubernetes.io/healthcheck-code"
    static let slowStartDuration: StaticString = "alb.ingress.kubernetes.io/slow-start-duration"
    static let connectionDrainTimeout: StaticString = "alb.ingress.kubernetes.io/connection-drain-timeout"

    /// Behind the slash.
    static func suffix(_ key: StaticString) -> String { String(key.description.drop { $0 != "/" }.dropFirst()) }
}
