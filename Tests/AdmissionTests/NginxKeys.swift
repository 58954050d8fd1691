/// The annotations of ingress-nginx that ALB does not read, by the name behind the prefix.
enum NginxKeys {
    static let unread = """
        whitelist-source-range allowlist-source-range denylist-source-range satisfy auth-type auth-secret
        auth-secret-type auth-realm auth-url auth-method auth-signin auth-signin-redirect-param auth-request-redirect
        auth-proxy-set-headers auth-snippet auth-always-set-cookie auth-cache-key auth-cache-duration auth-keepalive
        auth-keepalive-share-vars auth-keepalive-requests auth-keepalive-timeout auth-response-headers
        enable-global-auth auth-tls-secret auth-tls-verify-client auth-tls-verify-depth auth-tls-match-cn
        auth-tls-error-page auth-tls-pass-certificate-to-upstream ssl-ciphers ssl-prefer-server-ciphers ssl-passthrough
        http2-push-preload proxy-ssl-verify proxy-ssl-verify-depth proxy-ssl-secret proxy-ssl-name
        proxy-ssl-server-name proxy-ssl-ciphers proxy-ssl-protocols use-regex server-alias default-backend
        custom-http-errors service-upstream disable-proxy-intercept-errors load-balance upstream-hash-by
        upstream-hash-by-subset upstream-hash-by-subset-size upstream-vhost rewrite-target app-root force-ssl-redirect
        permanent-redirect permanent-redirect-code temporal-redirect temporal-redirect-code from-to-www-redirect
        preserve-trailing-slash use-port-in-redirects relative-redirects proxy-redirect-from proxy-redirect-to
        proxy-cookie-domain proxy-cookie-path x-forwarded-prefix custom-headers connection-proxy-header
        backend-protocol fastcgi-index fastcgi-params-configmap proxy-http-version proxy-read-timeout
        proxy-send-timeout proxy-connect-timeout proxy-next-upstream proxy-next-upstream-tries
        proxy-next-upstream-timeout limit-rps limit-rpm limit-connections limit-whitelist limit-allowlist
        limit-burst-multiplier limit-rate limit-rate-after proxy-body-size client-body-buffer-size
        proxy-request-buffering proxy-buffering proxy-buffers-number proxy-buffer-size proxy-busy-buffers-size
        proxy-max-temp-file-size canary-by-header-pattern canary-weight-total affinity affinity-mode
        affinity-canary-behavior session-cookie-name session-cookie-max-age session-cookie-expires
        session-cookie-path session-cookie-domain session-cookie-samesite session-cookie-conditional-samesite-none
        session-cookie-secure session-cookie-change-on-failure enable-cors cors-allow-origin cors-allow-methods
        cors-allow-headers cors-expose-headers cors-allow-credentials cors-max-age mirror-target mirror-request-body
        mirror-host enable-modsecurity enable-owasp-core-rules modsecurity-snippet modsecurity-transaction-id
        enable-access-log enable-rewrite-log enable-opentelemetry opentelemetry-trust-incoming-span
        opentelemetry-operation-name configuration-snippet server-snippet stream-snippet
        """.split(whereSeparator: \.isWhitespace).map(String.init)
}
