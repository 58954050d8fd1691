import Admission

extension ForeignDialects {
    static let haproxy = LeftoverFamily.table([
        LeftoverFamily(
            "server-ssl",
            .behaviour(
                "backends are reached by http",
                "use alb.ingress.kubernetes.io/backend-protocol with https",
                alb: "backend-protocol",
                idle: LeftoverValue.isOff
            )
        ),
        LeftoverFamily(
            "path-rewrite",
            .behaviour(
                "paths reach the backend as they are",
                "use alb.ingress.kubernetes.io/rewrite-target with pathType Prefix",
                alb: "rewrite-target"
            )
        ),
        LeftoverFamily(
            "cookie-persistence disable_cookies",
            .behaviour(
                "a client may reach another backend each time",
                "use alb.ingress.kubernetes.io/sticky-session with sticky-session-type Insert",
                alb: "sticky-session"
            )
        ),
        LeftoverFamily(
            "request-set-header set-host request-capture",
            .behaviour("backends get no such header", "use an InsertHeader action in annotation actions.<Service>")
        ),
        LeftoverFamily(
            "backend-config-snippet",
            .behaviour("none of its directives is carried out", "use actions in annotation actions.<Service>")
        ),
        LeftoverFamily(
            "check check-http check-interval",
            .tuning(
                "backends are not checked so",
                "use alb.ingress.kubernetes.io/healthcheck-enabled with healthcheck-path and its siblings",
                alb: "healthcheck-enabled",
                oldest: true
            )
        ),
    ])

    /// What the ALB controller reads with the prefix of ingress-nginx, and with no other foreign one.
    static let honoured = LeftoverFamily.table([
        LeftoverFamily(
            "ssl-redirect",
            .behaviour(
                "clients stay on clear text",
                "use alb.ingress.kubernetes.io/ssl-redirect, with this Ingress bound to 443/HTTPS",
                alb: "ssl-redirect",
                oldest: true,
                .redirect,
                idle: LeftoverValue.isOff
            )
        ),
        LeftoverFamily("canary", canary("canary", idle: LeftoverValue.isOff)),
        LeftoverFamily("canary-by-header", canary("canary-by-header")),
        LeftoverFamily("canary-by-header-value", canary("canary-by-header-value")),
        LeftoverFamily("canary-by-cookie", canary("canary-by-cookie")),
        LeftoverFamily("canary-weight", canary("canary-weight")),
    ])

    private static func canary(
        _ name: String,
        idle: @escaping @Sendable (String) -> Bool = { _ in false }
    ) -> Leftover {
        .behaviour(
            "the Ingress is no canary, and its rules take all requests or none",
            "use alb.ingress.kubernetes.io/\(name)",
            alb: name,
            oldest: true,
            idle: idle
        )
    }
}
