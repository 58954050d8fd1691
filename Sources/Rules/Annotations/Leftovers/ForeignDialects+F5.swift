import Admission

/// Source: internal/configs/annotations.go of nginx/kubernetes-ingress.
extension ForeignDialects {
    static let f5 = LeftoverFamily.table([
        LeftoverFamily(
            "redirect-to-https",
            .behaviour(
                "clients stay on clear text",
                "use alb.ingress.kubernetes.io/ssl-redirect, with this Ingress bound to 443/HTTPS",
                alb: "ssl-redirect",
                oldest: true,
                .redirect,
                idle: LeftoverValue.isOff
            )
        ),
        LeftoverFamily(
            "rewrites rewrite-target",
            .behaviour(
                "paths reach the backend as they are",
                "use alb.ingress.kubernetes.io/rewrite-target with pathType Prefix",
                alb: "rewrite-target"
            )
        ),
        LeftoverFamily(
            "path-regex",
            .behaviour(
                "paths are no regular expressions",
                "use alb.ingress.kubernetes.io/use-regex with pathType Prefix",
                alb: "use-regex"
            )
        ),
        LeftoverFamily(
            "ssl-services grpc-services",
            .behaviour(
                "backends are reached by http",
                "use alb.ingress.kubernetes.io/backend-protocol with https or grpc",
                alb: "backend-protocol"
            )
        ),
        LeftoverFamily(
            "sticky-cookie-services",
            .behaviour(
                "a client may reach another backend each time",
                "use alb.ingress.kubernetes.io/sticky-session with sticky-session-type Insert",
                alb: "sticky-session"
            )
        ),
        LeftoverFamily(
            "lb-method",
            .tuning(
                "ALB takes turns",
                "use alb.ingress.kubernetes.io/backend-scheduler with wrr, wlc or sch",
                alb: "backend-scheduler",
                idle: { $0 == "round_robin" }
            )
        ),
        LeftoverFamily(
            "basic-auth-secret basic-auth-realm jwt-key jwt-realm jwt-token jwt-login-url",
            .protection(
                "the login",
                "everyone gets in unasked",
                "check it in the application, in an AScript of the listener or in WAF"
            )
        ),
        LeftoverFamily(
            "limit-req-rate limit-req-key limit-req-zone-size limit-req-burst limit-req-delay limit-req-reject-code",
            .protection(
                "the rate limit",
                "clients may send as many requests as they like",
                "use annotation alb.ingress.kubernetes.io/traffic-limit-ip-qps or traffic-limit-qps",
                alb: "traffic-limit-ip-qps"
            )
        ),
        LeftoverFamily(
            "hsts hsts-max-age hsts-include-subdomains hsts-behind-proxy",
            .behaviour(
                "browsers get no Strict-Transport-Security header",
                "use an InsertHeader action with annotation rule-direction.<Service> set to Response",
                idle: LeftoverValue.isOff
            )
        ),
        LeftoverFamily(
            "proxy-hide-headers proxy-pass-headers",
            .behaviour(
                "headers stay as the backend sends them",
                "use a RemoveHeader action with annotation rule-direction.<Service> set to Response"
            )
        ),
        LeftoverFamily(
            "mergeable-ingress-type",
            .behaviour(
                "master and minions are Ingresses like any other",
                "write the paths in Ingresses with the same host, and spec.tls in each"
            )
        ),
        LeftoverFamily("websocket-services", .harmless),
        LeftoverFamily(
            "keepalive max-fails max-conns fail-timeout upstream-zone-size slow-start",
            .tuning("ALB has no such setting for backends")
        ),
    ])
}
