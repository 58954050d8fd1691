import Admission

/// Annotations of ingress-nginx about backends, sessions, timeouts and TLS.
extension NginxLeftovers {
    static let backend: [LeftoverFamily] = [
        LeftoverFamily(
            "backend-protocol",
            .behaviour(
                "backends are reached by http",
                "use alb.ingress.kubernetes.io/backend-protocol with http, https or grpc in lower case; grpc needs spec.tls "
                    + "and HTTPS alone in listen-ports",
                alb: "backend-protocol",
                .backendProtocol,
                idle: { $0.lowercased() == "http" || $0.lowercased() == "auto_http" }
            )
        ),
        LeftoverFamily(
            "fastcgi-index fastcgi-params-configmap",
            .behaviour("ALB speaks no FastCGI", "put a web server before the application")
        ),
        LeftoverFamily(
            "proxy-ssl-verify proxy-ssl-verify-depth proxy-ssl-secret proxy-ssl-name proxy-ssl-server-name "
                + "proxy-ssl-ciphers proxy-ssl-protocols",
            .behaviour(
                "certificates of backends are not checked, and none is shown to them",
                "set alb.ingress.kubernetes.io/backend-protocol to https for encryption alone",
                alb: "backend-protocol",
                idle: LeftoverValue.isOff
            )
        ),
        LeftoverFamily(
            "ssl-ciphers ssl-prefer-server-ciphers ssl-cipher tls-min-protocol-version tls-max-protocol-version",
            .behaviour(
                "the TLS policy of the listener decides, and by default it allows TLS 1.0",
                "set securityPolicyId of the listener in the AlbConfig",
                oldest: true
            )
        ),
        LeftoverFamily(
            "ssl-passthrough",
            .behaviour("TLS ends at the ALB", "use an NLB for it", idle: LeftoverValue.isOff)
        ),
        LeftoverFamily(
            "auth-tls-pass-certificate-to-upstream",
            .behaviour(
                "backends do not see the client's certificate",
                "set the XForwardedForClientCert fields in xForwardedForConfig of the listener in the AlbConfig",
                idle: LeftoverValue.isOff
            )
        ),
        LeftoverFamily(
            "load-balance",
            .tuning(
                "ALB takes turns",
                "use alb.ingress.kubernetes.io/backend-scheduler with wrr, wlc or sch",
                alb: "backend-scheduler",
                .scheduler,
                idle: { $0 == "round_robin" }
            )
        ),
        LeftoverFamily(
            "upstream-hash-by",
            .behaviour(
                "requests go to any backend",
                "use alb.ingress.kubernetes.io/backend-scheduler: uch for a query parameter, sch for the address",
                alb: "backend-scheduler",
                .hash
            )
        ),
        LeftoverFamily("upstream-hash-by-subset upstream-hash-by-subset-size", .tuning("ALB has no subsets")),
        LeftoverFamily(
            "affinity",
            .behaviour(
                "a client may reach another backend each time",
                "use alb.ingress.kubernetes.io/sticky-session with sticky-session-type Insert",
                alb: "sticky-session",
                .affinity,
                idle: { $0.isEmpty }
            )
        ),
        LeftoverFamily(
            "affinity-canary-behavior",
            .behaviour(
                "a client may change between main and canary",
                "there is no such setting for canaries",
                idle: { $0 == "legacy" }
            )
        ),
        LeftoverFamily(
            "session-cookie-max-age session-cookie-expires",
            .tuning(
                "the cookie lives 1000 seconds",
                "use alb.ingress.kubernetes.io/cookie-timeout, from 1 to 86400",
                alb: "cookie-timeout"
            )
        ),
        LeftoverFamily(
            "affinity-mode session-cookie-path session-cookie-domain session-cookie-samesite session-cookie-secure "
                + "session-cookie-conditional-samesite-none session-cookie-change-on-failure session-cookie-hash",
            .tuning("the cookie of ALB has no such setting")
        ),
        LeftoverFamily(
            "enable-cors",
            .behaviour(
                "browsers get no CORS headers",
                "use alb.ingress.kubernetes.io/enable-cors",
                alb: "enable-cors",
                .cors,
                idle: LeftoverValue.isOff
            )
        ),
        corsValue("cors-allow-origin"), corsValue("cors-allow-methods"), corsValue("cors-allow-headers"),
        corsValue("cors-expose-headers"), corsValue("cors-allow-credentials"), corsValue("cors-max-age"),
        LeftoverFamily(
            "proxy-read-timeout timeout",
            .behaviour(
                "a request may take 60 seconds, or what the listener says",
                "set requestTimeout of the listener in the AlbConfig, in seconds, for all that use it",
                oldest: true,
                idle: LeftoverValue.isAMinuteAtMost
            )
        ),
        LeftoverFamily(
            "proxy-send-timeout proxy-connect-timeout auth-tls-timeout",
            .tuning("ALB has no such timeout; requestTimeout of the listener in the AlbConfig is for the whole request")
        ),
        LeftoverFamily(
            "proxy-next-upstream proxy-next-upstream-tries proxy-next-upstream-timeout",
            .tuning("ALB has no setting for retries")
        ),
        LeftoverFamily(
            "proxy-body-size client-max-body-size",
            .behaviour(
                "bodies of up to 50 GB reach the backend",
                "limit them in the application or in WAF",
                idle: LeftoverValue.isLargeBody
            )
        ),
        LeftoverFamily(
            "client-body-buffer-size proxy-request-buffering proxy-buffering proxy-buffers-number proxy-buffer-size "
                + "proxy-busy-buffers-size proxy-max-temp-file-size",
            .tuning("ALB has no setting for buffers")
        ),
        LeftoverFamily(
            "global-rate-limit global-rate-limit-window global-rate-limit-key global-rate-limit-ignored-cidrs "
                + "enable-influxdb influxdb-host influxdb-port influxdb-measurement influxdb-server-name lua-resty-waf "
                + "secure-verify-ca-secret secure-backends grpc-backend add-base-url base-url-scheme",
            .tuning("newer versions of ingress-nginx do not read it either")
        ),
    ]

    private static func corsValue(_ name: String) -> LeftoverFamily {
        LeftoverFamily(
            name,
            .behaviour(
                "browsers get ALB's default for it, if they get CORS headers at all",
                "use alb.ingress.kubernetes.io/\(name) with alb.ingress.kubernetes.io/enable-cors",
                alb: name,
                .corsValue
            )
        )
    }

    /// All that the project documents and ALB does not read, by the name behind the prefix.
    ///
    /// Some stand behind the prefix of ALB, too, where they do as little.
    static let table = LeftoverFamily.table(access + routing + backend)

    /// What of it keeps somebody out, with the prefix of ALB; AWS has some of the names with another meaning.
    static func protection(_ name: String) -> Leftover? {
        guard !AWSAnnotationNames.contains(name), let found = table[name], found.harm == .protection else { return nil }
        return found
    }
}
