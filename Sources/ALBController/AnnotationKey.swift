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
    package static let canary: StaticString = "alb.ingress.kubernetes.io/canary"
    package static let nginxCanary: StaticString = "nginx.ingress.kubernetes.io/canary"
    /// Asks for no mutation of this object; our own.
    package static let skip: StaticString = "alb-admission/skip"
    /// On a Namespace: the class that is filled in there; our own.
    package static let defaultClass: StaticString = "alb-admission/default-class"
}
