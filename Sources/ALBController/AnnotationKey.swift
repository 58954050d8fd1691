/// Names of annotations, in full.
package enum AnnotationKey {
    package static let prefix: StaticString = "alb.ingress.kubernetes.io/"
    package static let nginxPrefix: StaticString = "nginx.ingress.kubernetes.io/"
    package static let ingressClass: StaticString = "kubernetes.io/ingress.class"
    package static let listenPorts: StaticString = "alb.ingress.kubernetes.io/listen-ports"
    package static let sslRedirect: StaticString = "alb.ingress.kubernetes.io/ssl-redirect"
    package static let nginxSSLRedirect: StaticString = "nginx.ingress.kubernetes.io/ssl-redirect"
    package static let albConfigName: StaticString = "alb.ingress.kubernetes.io/albconfig.name"
    package static let backendProtocol: StaticString = "alb.ingress.kubernetes.io/backend-protocol"
    /// Seen in the field only; no controller binds 443 for it.
    package static let certificateID: StaticString = "alb.ingress.kubernetes.io/cert-id"
    package static let canary: StaticString = "alb.ingress.kubernetes.io/canary"
    package static let nginxCanary: StaticString = "nginx.ingress.kubernetes.io/canary"
    /// The nginx annotations that the ALB controller reads too, without their prefix; they win over its own.
    package static let honouredNginxKeys: Set<String> = [
        "canary", "canary-by-header", "canary-by-header-value", "canary-by-cookie", "canary-weight", "ssl-redirect",
    ]
    package static let actionsPrefix: StaticString = "alb.ingress.kubernetes.io/actions."
    package static let conditionsPrefix: StaticString = "alb.ingress.kubernetes.io/conditions."
    package static let ruleDirectionPrefix: StaticString = "alb.ingress.kubernetes.io/rule-direction."
    package static let order: StaticString = "alb.ingress.kubernetes.io/order"
    package static let albConfigOrder: StaticString = "alb.ingress.kubernetes.io/albconfig.order"
    package static let rewriteTarget: StaticString = "alb.ingress.kubernetes.io/rewrite-target"
    package static let useRegex: StaticString = "alb.ingress.kubernetes.io/use-regex"
    package static let canaryByHeader: StaticString = "alb.ingress.kubernetes.io/canary-by-header"
    package static let nginxCanaryByHeader: StaticString = "nginx.ingress.kubernetes.io/canary-by-header"
    package static let canaryByHeaderValue: StaticString = "alb.ingress.kubernetes.io/canary-by-header-value"
    package static let nginxCanaryByHeaderValue: StaticString = "nginx.ingress.kubernetes.io/canary-by-header-value"
    package static let canaryByCookie: StaticString = "alb.ingress.kubernetes.io/canary-by-cookie"
    package static let nginxCanaryByCookie: StaticString = "nginx.ingress.kubernetes.io/canary-by-cookie"
    package static let canaryWeight: StaticString = "alb.ingress.kubernetes.io/canary-weight"
    package static let nginxCanaryWeight: StaticString = "nginx.ingress.kubernetes.io/canary-weight"
    package static let trafficLimitQPS: StaticString = "alb.ingress.kubernetes.io/traffic-limit-qps"
    package static let trafficLimitIPQPS: StaticString = "alb.ingress.kubernetes.io/traffic-limit-ip-qps"
    package static let enableCors: StaticString = "alb.ingress.kubernetes.io/enable-cors"
    package static let corsAllowOrigin: StaticString = "alb.ingress.kubernetes.io/cors-allow-origin"
    package static let corsAllowMethods: StaticString = "alb.ingress.kubernetes.io/cors-allow-methods"
    package static let corsAllowHeaders: StaticString = "alb.ingress.kubernetes.io/cors-allow-headers"
    package static let corsExposeHeaders: StaticString = "alb.ingress.kubernetes.io/cors-expose-headers"
    package static let corsAllowCredentials: StaticString = "alb.ingress.kubernetes.io/cors-allow-credentials"
    package static let corsMaxAge: StaticString = "alb.ingress.kubernetes.io/cors-max-age"
    package static let backendScheduler: StaticString = "alb.ingress.kubernetes.io/backend-scheduler"
    /// Asks for no mutation of this object; our own.
    package static let skip: StaticString = "alb-admission/skip"
    /// On a Namespace: the class that is filled in there; our own.
    package static let defaultClass: StaticString = "alb-admission/default-class"
}
