import ALBController
import Admission

/// Names of the annotations that describe server groups.
extension AnnotationKey {
    static let backendSchedulerUchValue: StaticString = "alb.ingress.kubernetes.io/backend-scheduler-uch-value"
    static let slowStartEnabled: StaticString = "alb.ingress.kubernetes.io/slow-start-enabled"
    static let healthCheckEnabled: StaticString = "alb.ingress.kubernetes.io/healthcheck-enabled"
    static let healthCheckPath: StaticString = "alb.ingress.kubernetes.io/healthcheck-path"
    static let healthCheckProtocol: StaticString = "alb.ingress.kubernetes.io/healthcheck-protocol"
    static let healthCheckHTTPVersion: StaticString = "alb.ingress.kubernetes.io/healthcheck-httpversion"
    static let healthCheckMethod: StaticString = "alb.ingress.kubernetes.io/healthcheck-method"
    static let healthCheckHTTPCode: StaticString = "alb.ingress.kubernetes.io/healthcheck-httpcode"
    static let healthCheckTimeout: StaticString = "alb.ingress.kubernetes.io/healthcheck-timeout-seconds"
    static let healthCheckInterval: StaticString = "alb.ingress.kubernetes.io/healthcheck-interval-seconds"
    static let healthCheckConnectPort: StaticString = "alb.ingress.kubernetes.io/healthcheck-connect-port"
    static let healthyThreshold: StaticString = "alb.ingress.kubernetes.io/healthy-threshold-count"
    static let unhealthyThreshold: StaticString = "alb.ingress.kubernetes.io/unhealthy-threshold-count"
    static let stickySession: StaticString = "alb.ingress.kubernetes.io/sticky-session"
    static let stickySessionType: StaticString = "alb.ingress.kubernetes.io/sticky-session-type"
    static let cookieTimeout: StaticString = "alb.ingress.kubernetes.io/cookie-timeout"
    static let cookie: StaticString = "alb.ingress.kubernetes.io/cookie"
    static let backendKeepalive: StaticString = "alb.ingress.kubernetes.io/backend-keepalive"
    static let connectionDrainEnabled: StaticString = "alb.ingress.kubernetes.io/connection-drain-enabled"
}
