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
    /// Asks for no mutation of this object; our own.
    package static let skip: StaticString = "alb-admission/skip"
    /// On a Namespace: the class that is filled in there; our own.
    package static let defaultClass: StaticString = "alb-admission/default-class"
}
