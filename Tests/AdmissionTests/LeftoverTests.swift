import ALBController
import Admission
import Kubernetes
import Rules
import TestSupport
import Testing

/// Annotations of other controllers on an Ingress that ALB serves.
struct LeftoverTests {
    private static func findings(_ annotations: [(String, String)], _ preset: Preset = .default) throws -> Verdict {
        var settings = Settings()
        settings.rules.preset = preset
        let object = IngressText { $0.annotations = annotations }.json
        return try Reviewer(settings: settings).validate(ReviewText(object: object).request())
    }

    @Test func everyDocumentedKeyOfNginxGetsOneWarning() throws {
        #expect(NginxKeys.unread.count == 132 && Set(NginxKeys.unread).count == 132)
        for key in NginxKeys.unread {
            let name = "nginx.ingress.kubernetes.io/\(key)"
            let verdict = try Self.findings([(name, "x")])
            #expect(verdict.isAllowed, "\(key)")
            #expect(verdict.findings.map(\.place.field) == [FieldPath.annotation(name)], "\(key)")
            #expect(
                verdict.findings.allSatisfy { ["ALB520", "ALB521"].contains($0.rule.id) && !$0.fix.isEmpty },
                "\(key)"
            )
        }
    }

    @Test(arguments: AnnotationKey.honouredNginxKeys.sorted())
    func whatALBReadsIsNoLeftover(_ key: String) throws {
        let verdict = try Self.findings([("nginx.ingress.kubernetes.io/\(key)", "")])
        #expect(!verdict.findings.contains { ["ALB520", "ALB521"].contains($0.rule.id) })
    }

    @Test(
        arguments: [
            "nginx.ingress.kubernetes.io/whitelist-source-range", "nginx.ingress.kubernetes.io/auth-url",
            "nginx.ingress.kubernetes.io/auth-tls-secret", "nginx.ingress.kubernetes.io/limit-rps",
            "nginx.ingress.kubernetes.io/limit-connections", "nginx.ingress.kubernetes.io/enable-modsecurity",
            "ingress.kubernetes.io/whitelist-source-range", "haproxy-ingress.github.io/auth-secret",
            "haproxy.org/allow-list", "haproxy.org/rate-limit-requests", "konghq.com/plugins", "nginx.org/rate-limit",
            "traefik.ingress.kubernetes.io/router.middlewares", "higress.io/whitelist-source-range",
            "mse.ingress.kubernetes.io/blacklist-source-range", "nginx.com/jwt-key",
            "appprotect.f5.com/app-protect-enable",
            "alb.ingress.kubernetes.io/inbound-cidrs", "alb.ingress.kubernetes.io/jwt-validation",
            "alb.ingress.kubernetes.io/wafv2-acl-name", "alb.ingress.kubernetes.io/auth-idp-oidc",
        ]
    )
    func accessControlIsNotInForceAndDeniedInStrict(_ key: String) throws {
        let warned = try Self.findings([(key, "10")])
        #expect(warned.isAllowed)
        #expect(warned.findings.contains { $0.rule.id == "ALB521" && $0.problem.contains("not in force") })
        let denied = try Self.findings([(key, "10")], .strict)
        #expect(denied.denials.map(\.rule.id) == ["ALB521"])
    }

    @Test(
        arguments: [
            "cert-manager.io/cluster-issuer", "external-dns.alpha.kubernetes.io/hostname", "meta.helm.sh/release-name",
            "argocd.argoproj.io/sync-wave", "kubernetes.io/description", "shop.example.com/auth-url", "nginx/auth-url",
            "prometheus.io/scrape",
        ]
    )
    func nobodyElsesKeysAreTouched(_ key: String) throws {
        #expect(try Self.findings([(key, "x")]).findings.isEmpty)
    }

    /// The API server passes on about four thousand characters of warnings.
    @Test func dozensOfThemHideNothingElse() throws {
        let leftovers = NginxKeys.unread.map { ("nginx.ingress.kubernetes.io/\($0)", "x") }
        let own = [
            ("alb.ingress.kubernetes.io/healthcheck-path", "/ready"), ("alb.ingress.kubernetes.io/idle-timeout", "9"),
        ]
        let object = IngressText { $0.annotations = leftovers + own }.json
        let request = try ReviewText(object: object).request()
        let warnings = Reviewer().respond(to: request, as: .validate, now: nil).warnings
        #expect(warnings.contains { $0.contains("healthcheck-enabled") })
        #expect(warnings.contains { $0.contains("whitelist-source-range") && $0.contains("not in force") })
        #expect(warnings.last?.hasSuffix("more warnings") == true)
    }
}
