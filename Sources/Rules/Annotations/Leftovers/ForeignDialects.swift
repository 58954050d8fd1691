import Admission

/// Annotations of other controllers than ingress-nginx, as far as their meaning is known.
///
/// Sources: the annotation pages of traefik/traefik, alibaba/higress, Kong/kong and haproxytech/kubernetes-ingress.
enum ForeignDialects {
    static let traefik = LeftoverFamily.table([
        LeftoverFamily(
            "router.middlewares service.middlewares",
            .protection(
                "what the middlewares do",
                "their logins, address lists, rate limits and redirects do not happen",
                "set each with aclConfig and the like of the AlbConfig, or with annotations of ALB"
            )
        ),
        LeftoverFamily(
            "router.tls.options",
            .protection(
                "the TLS policy",
                "clients need no certificate, and what the listener says holds",
                "set securityPolicyId, caEnabled and caCertificates of the listener in the AlbConfig"
            )
        ),
        LeftoverFamily(
            "router.tls router.entrypoints",
            .behaviour(
                "spec.tls and listen-ports decide on listeners",
                "use spec.tls and alb.ingress.kubernetes.io/listen-ports",
                alb: "listen-ports",
                oldest: true
            )
        ),
        LeftoverFamily(
            "router.tls.certresolver",
            .behaviour(
                "no certificate is ordered",
                "use a Secret in spec.tls, or a certificate of Certificate Management Service"
            )
        ),
        LeftoverFamily(
            "router.priority",
            .behaviour(
                "the order of Ingresses decides",
                "use alb.ingress.kubernetes.io/order from 1 to 1000, where the lower number comes first",
                alb: "order"
            )
        ),
        LeftoverFamily(
            "router.pathmatcher router.rulesyntax",
            .behaviour("pathType decides", "use pathType, and alb.ingress.kubernetes.io/use-regex for expressions")
        ),
        LeftoverFamily(
            "service.serversscheme",
            .behaviour(
                "backends are reached by http",
                "use alb.ingress.kubernetes.io/backend-protocol with https or grpc",
                alb: "backend-protocol",
                idle: { $0 == "http" }
            )
        ),
        LeftoverFamily(
            "service.sticky.cookie service.sticky.cookie.name service.sticky.cookie.secure "
                + "service.sticky.cookie.httponly service.sticky.cookie.samesite service.sticky.cookie.maxage "
                + "service.sticky.cookie.path service.sticky.cookie.domain",
            .behaviour(
                "a client may reach another backend each time",
                "use alb.ingress.kubernetes.io/sticky-session with sticky-session-type Insert and cookie-timeout",
                alb: "sticky-session",
                idle: LeftoverValue.isOff
            )
        ),
        LeftoverFamily(
            "service.serverstransport",
            .behaviour("certificates of backends are not checked", "there is no such setting")
        ),
        LeftoverFamily(
            "service.passhostheader",
            .behaviour(
                "the backend sees the host that the client asked for",
                "use a Rewrite action with Host in annotation actions.<Service>",
                idle: { $0 == "true" }
            )
        ),
        LeftoverFamily(
            "service.nativelb service.nodeportlb router.observability.accesslogs router.observability.metrics "
                + "router.observability.tracing",
            .harmless
        ),
    ])

    static let kong = LeftoverFamily.table([
        LeftoverFamily(
            "plugins",
            .protection(
                "what the plugins do",
                "their logins, address lists and rate limits do not happen",
                "set each with aclConfig and the like of the AlbConfig, or with annotations of ALB"
            )
        ),
        LeftoverFamily(
            "strip-path rewrite",
            .behaviour(
                "paths reach the backend as they are",
                "use alb.ingress.kubernetes.io/rewrite-target with pathType Prefix",
                alb: "rewrite-target",
                idle: LeftoverValue.isOff
            )
        ),
        LeftoverFamily(
            "methods",
            .behaviour("every method is served", "use a Method condition in annotation conditions.<Service>")
        ),
        LeftoverFamily(
            "protocols https-redirect-status-code",
            .behaviour(
                "clear text is not redirected",
                "use alb.ingress.kubernetes.io/ssl-redirect and listen-ports",
                alb: "ssl-redirect",
                oldest: true
            )
        ),
    ])

    static let higress = LeftoverFamily.table([
        LeftoverFamily(
            "request-header-control-add request-header-control-update",
            .behaviour("backends get no such header", "use an InsertHeader action in annotation actions.<Service>")
        ),
        LeftoverFamily(
            "request-header-control-remove",
            .behaviour("backends still get the header", "use a RemoveHeader action in annotation actions.<Service>")
        ),
        LeftoverFamily(
            "response-header-control-add response-header-control-update response-header-control-remove",
            .behaviour(
                "responses keep the headers that the backend sends",
                "use InsertHeader or RemoveHeader with annotation rule-direction.<Service> set to Response"
            )
        ),
        LeftoverFamily(
            "destination",
            .behaviour("the Service of the path gets all requests", "use a ForwardGroup action with weights")
        ),
        LeftoverFamily(
            "match-method",
            .behaviour("every method is served", "use a Method condition in annotation conditions.<Service>")
        ),
        LeftoverFamily(
            "rewrite-path full-path-regex ignore-path-case",
            .behaviour(
                "paths are taken as they are",
                "use alb.ingress.kubernetes.io/rewrite-target and use-regex with pathType Prefix",
                alb: "rewrite-target"
            )
        ),
        LeftoverFamily(
            "mirror-target-service mirror-percentage",
            .behaviour("nothing is mirrored", "use a TrafficMirror action with the ID of a server group")
        ),
        LeftoverFamily(
            "wasmplugin",
            .protection("what the plugin does", "requests pass without it", "have an AScript of the listener do it")
        ),
        LeftoverFamily("retriable-status-codes", .tuning("ALB has no setting for retries")),
    ])
}
