import Admission

/// Annotations of ingress-nginx about paths, redirects, headers and canaries.
extension NginxLeftovers {
    private static let redirect =
        "use a Redirect action in annotation actions.<Service> of a path with the port use-annotation"
    private static let header = "use an InsertHeader action in annotation actions.<Service>"
    private static let responseHeader =
        "use an InsertHeader action with annotation rule-direction.<Service> set to Response, on a path of its own"

    static let routing: [LeftoverFamily] = [
        LeftoverFamily(
            "rewrite-target",
            .behaviour(
                "paths reach the backend as they are",
                "use alb.ingress.kubernetes.io/rewrite-target with ${1} for $1, and pathType Prefix",
                alb: "rewrite-target",
                .rewrite
            )
        ),
        LeftoverFamily(
            "use-regex",
            .behaviour(
                "paths are no regular expressions",
                "use alb.ingress.kubernetes.io/use-regex on each Ingress of the host, and pathType Prefix",
                alb: "use-regex",
                .regex,
                idle: LeftoverValue.isOff
            )
        ),
        LeftoverFamily(
            "force-ssl-redirect",
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
            "app-root permanent-redirect-code temporal-redirect-code",
            .behaviour("clients are not redirected", redirect)
        ),
        LeftoverFamily(
            "permanent-redirect",
            .behaviour("clients are not redirected", redirect, alb: "actions.", .permanentRedirect)
        ),
        LeftoverFamily(
            "temporal-redirect",
            .behaviour("clients are not redirected", redirect, alb: "actions.", .temporalRedirect)
        ),
        LeftoverFamily(
            "from-to-www-redirect",
            .behaviour(
                "the other name is not served",
                "add a rule for it with a Redirect action, and have the certificate cover both",
                idle: LeftoverValue.isOff
            )
        ),
        LeftoverFamily(
            "server-alias",
            .behaviour("the other names are not served", "add a rule in spec.rules, and in spec.tls, for each name")
        ),
        LeftoverFamily(
            "default-backend",
            .behaviour(
                "a Service without endpoints answers with 503",
                "there is no such setting; a path for all requests at the end takes what no other path matches"
            )
        ),
        LeftoverFamily(
            "custom-http-errors",
            .behaviour(
                "clients see the error pages of the backend",
                "use a FixedResponse action with a ResponseStatusCode condition and rule-direction Response"
            )
        ),
        LeftoverFamily(
            "upstream-vhost",
            .behaviour(
                "the backend sees the host that the client asked for",
                "use a Rewrite action with Host in annotation actions.<Service>"
            )
        ),
        LeftoverFamily(
            "x-forwarded-prefix",
            .behaviour("the backend gets no such header", header, alb: "actions.", .requestHeader)
        ),
        LeftoverFamily(
            "custom-headers",
            .behaviour("clients do not get these headers, be they for safety or not", responseHeader)
        ),
        LeftoverFamily(
            "proxy-redirect-from proxy-redirect-to proxy-cookie-domain proxy-cookie-path",
            .behaviour(
                "headers of the response stay as the backend sends them",
                "have the application send them right",
                idle: { $0 == "off" || $0 == "default" }
            )
        ),
        LeftoverFamily(
            "configuration-snippet server-snippet location-snippet",
            .behaviour(
                "none of its directives is carried out",
                "use actions in annotation actions.<Service> for headers, redirects and rewrites"
            )
        ),
        LeftoverFamily("stream-snippet", .behaviour("ALB has no layer 4", "use an NLB for it")),
        LeftoverFamily(
            "canary-by-header-pattern",
            .behaviour(
                "ALB compares a header letter by letter and has no patterns; without canary-by-header-value only an empty "
                    + "header matches",
                "use a Header condition with wildcards in a path of an Ingress that is no canary"
            )
        ),
        LeftoverFamily(
            "canary-weight-total",
            .behaviour(
                "weights count as percent",
                "write canary-weight as percent of all requests, from 0 to 100",
                oldest: true,
                .canaryTotal,
                idle: { $0 == "100" }
            )
        ),
        LeftoverFamily(
            "mirror-target",
            .behaviour(
                "nothing is mirrored",
                "use a TrafficMirror action with the ID of a server group in annotation actions.<Service>"
            )
        ),
        LeftoverFamily("mirror-request-body mirror-host", .tuning("ALB mirrors the request as it is")),
        LeftoverFamily(
            "use-port-in-redirects relative-redirects",
            .behaviour("ALB redirects to port 443", "use a Redirect action for another port", idle: LeftoverValue.isOff)
        ),
        LeftoverFamily(
            "websocket-services preserve-trailing-slash service-upstream disable-proxy-intercept-errors connection-proxy-header "
                + "http2-push-preload proxy-http-version modsecurity-transaction-id session-cookie-name enable-rewrite-log",
            .harmless
        ),
        LeftoverFamily(
            "enable-access-log",
            .tuning("the log is a setting of the ALB", "set spec.config.accessLogConfig of the AlbConfig, for all")
        ),
        LeftoverFamily(
            "enable-opentelemetry opentelemetry-trust-incoming-span opentelemetry-operation-name enable-opentracing "
                + "opentracing-trust-incoming-span",
            .tuning(
                "tracing is a setting of the listener",
                "set logConfig.accessLogTracingConfig of the listener in the AlbConfig"
            )
        ),
    ]
}
