import Admission

/// Annotations of ingress-nginx that keep somebody out.
///
/// Source: `docs/user-guide/nginx-configuration/annotations.md` of kubernetes/ingress-nginx.
enum NginxLeftovers {
    private static let addressLists =
        "use spec.listeners[].aclConfig of the AlbConfig, or SourceIp in annotation conditions.<Service>"
    private static let inApplication = "check it in the application, in an AScript of the listener or in WAF"

    static let access: [LeftoverFamily] = [
        LeftoverFamily(
            "whitelist-source-range allowlist-source-range",
            .protection(
                "the allow list",
                "every address is let in",
                addressLists + ", with a second path that refuses all others",
                idle: LeftoverValue.isEverybody
            )
        ),
        LeftoverFamily(
            "denylist-source-range blacklist-source-range",
            .protection(
                "the deny list",
                "the addresses on it are let in",
                addressLists + " of a path before the others that answers with FixedResponse 403",
                idle: { $0.isEmpty }
            )
        ),
        LeftoverFamily(
            "domain-whitelist-source-range domain-blacklist-source-range",
            .protection("the address list", "every address is let in", addressLists)
        ),
        LeftoverFamily(
            "auth-type auth-secret auth-secret-type auth-realm auth-consumer-name",
            .protection("the login", "everyone gets in without a password", inApplication)
        ),
        LeftoverFamily(
            "auth-url auth-signin auth-method auth-signin-redirect-param auth-request-redirect auth-proxy-set-headers "
                + "auth-snippet auth-always-set-cookie auth-cache-key auth-cache-duration auth-keepalive "
                + "auth-keepalive-share-vars auth-keepalive-requests auth-keepalive-timeout",
            .protection("the external authentication", "everyone gets in unasked", inApplication)
        ),
        LeftoverFamily(
            "auth-response-headers",
            .protection(
                "the external authentication",
                "clients can send these headers themselves",
                "have the application ignore them, or remove them with a RemoveHeader action"
            )
        ),
        LeftoverFamily("enable-global-auth", .harmless),
        LeftoverFamily("satisfy", .tuning("there is no login and no address list that it could combine")),
        LeftoverFamily(
            "auth-tls-secret auth-tls-verify-client auth-tls-verify-depth auth-tls-match-cn auth-tls-error-page",
            .protection(
                "the check of client certificates",
                "clients need none",
                "set caEnabled and caCertificates of the HTTPS listener in the AlbConfig, for all that use it",
                idle: LeftoverValue.isOff
            )
        ),
        LeftoverFamily(
            "limit-rps",
            .protection(
                "the rate limit",
                "a client may send as many requests as it likes",
                "use annotation alb.ingress.kubernetes.io/traffic-limit-ip-qps, which is for each rule and has no burst",
                alb: "traffic-limit-ip-qps",
                .limit,
                idle: LeftoverValue.isZero
            )
        ),
        LeftoverFamily(
            "limit-rpm",
            .protection(
                "the rate limit",
                "a client may send as many requests as it likes",
                "use annotation alb.ingress.kubernetes.io/traffic-limit-ip-qps, in requests a second",
                alb: "traffic-limit-ip-qps",
                idle: LeftoverValue.isZero
            )
        ),
        LeftoverFamily(
            "limit-connections",
            .protection(
                "the limit of connections",
                "a client may open as many as it likes",
                "use annotation alb.ingress.kubernetes.io/traffic-limit-ip-qps, which counts requests",
                alb: "traffic-limit-ip-qps",
                idle: LeftoverValue.isZero
            )
        ),
        LeftoverFamily(
            "limit-whitelist limit-allowlist",
            .protection(
                "the rate limit and its exceptions",
                "no client is slowed down, and with ALB's own limit all are",
                "put a path with a SourceIp condition and without limit before the others"
            )
        ),
        LeftoverFamily(
            "limit-burst-multiplier limit-rate limit-rate-after",
            .protection(
                "this part of the rate limit",
                "ALB has neither bursts nor limits of bandwidth",
                "use alb.ingress.kubernetes.io/traffic-limit-ip-qps, or limit it in the application"
            )
        ),
        LeftoverFamily(
            "route-limit-rps route-limit-rpm route-limit-burst-multiplier",
            .protection(
                "the rate limit",
                "the route takes as many requests as come",
                "use annotation alb.ingress.kubernetes.io/traffic-limit-qps, in requests a second",
                alb: "traffic-limit-qps",
                idle: LeftoverValue.isZero
            )
        ),
        LeftoverFamily(
            "enable-modsecurity enable-owasp-core-rules modsecurity-snippet",
            .protection(
                "the web application firewall",
                "requests are not inspected",
                "set spec.config.edition of the AlbConfig to StandardWithWaf and write the policy in the WAF console",
                idle: LeftoverValue.isOff
            )
        ),
    ]
}
