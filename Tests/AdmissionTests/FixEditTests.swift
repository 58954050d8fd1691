import Admission
import TestSupport
import Testing

/// What the edits of single cases do, and where there is none because the way out is not certain.
struct FixEditTests {
    private static let edited: [(fixture: String, fix: String)] = [
        ("ALB303/denies-one-object-instead-of-a-list", #"write '[{"HTTP": 80}, {"HTTPS": 443}]'"#),
        ("ALB303/denies-quic-beside-others-for-legacy", #"write '[{"HTTP": 80}]'"#),
        ("ALB305/warns-redirect-that-waits-for-a-listener", #"add '{"HTTPS": 443}' to listen-ports"#),
        (
            "ALB405/denies-several-regular-expressions",
            #"use pathType "Prefix" for all regular expressions and annotation "#
                + #"alb.ingress.kubernetes.io/use-regex: "true""#
        ),
        ("ALB406/warns-true-in-capitals", #"write "true""#),
        (
            "ALB407/warns-beside-a-rule-for-everything",
            "remove it, because the rule without host takes every other request"
        ),
        ("ALB412/denies-all-paths-of-one-port", #"write "number: 8080""#),
        ("ALB506/warns-grpc-in-capitals-on-https-only", #"write "grpc""#),
        ("ALB511/warns-nginx-form-without-slash", #"write "/x${1}/${2}""#),
        ("ALB512/warns-codes-without-prefix", #"write "http_2xx,http_3xx""#),
        ("ALB512/warns-unit-at-the-bound", #"write "50""#),
        ("ALB513/warns-empty-type", "remove the annotation"),
        ("ALB514/warns-empty-method", #"write "GET, POST""#),
        ("ALB515/denies-aws-redirect-with-https", #"write "true""#),
        ("ALB517/warns-name-with-escapes", #"rename it to "alb.ingress.kubernetes.io/listen-ports""#),
        ("ALB518/warns-nothing-lost", "remove the annotation"),
    ]

    private static let unedited = [
        "ALB303/denies-one-protocol-in-two-cases", "ALB305/warns-redirect-to-a-listener-that-the-albconfig-lacks",
        "ALB308/warns-on-a-stored-secret", "ALB308/warns-without-a-key", "ALB403/warns-root-before-another-path",
        "ALB403/warns-root-whose-host-another-ingress-has", "ALB405/denies-regex-beside-a-plain-prefix",
        "ALB405/denies-template", "ALB405/warns-regex-for-legacy", "ALB406/warns-false-beside-a-regular-expression",
        "ALB412/denies-name-that-the-service-lacks", "ALB506/warns-capitals-where-it-was-http",
        "ALB506/warns-grpc-in-capitals-on-http", "ALB511/warns-url", "ALB512/warns-a-single-status",
        "ALB512/warns-unit-beyond-the-range", "ALB512/warns-url-as-path", "ALB514/denies-max-age-below-the-range",
        "ALB514/warns-empty-origin-beside-a-wrong-one", "ALB515/denies-neither-yes-nor-no",
        "ALB515/denies-aws-redirect-to-another-port", "ALB515/warns-canary-in-capitals-without-a-share",
        "ALB515/warns-switch-that-uncovers-a-fault", "ALB515/warns-beside-its-twin", "ALB517/warns-between-two-names",
        "ALB517/warns-right-name-is-there-already", "ALB517/warns-value-of-another-type", "ALB521/warns-login",
    ]

    @Test func aCertainWayOutIsAnEditThatItsTextNames() throws {
        let fixtures = try Self.fixtures()
        for (name, text) in Self.edited {
            let fixes = try Self.fixes(#require(fixtures[name], "\(name)"))
            #expect(fixes.allSatisfy { $0.text == text && $0.edit != nil } && !fixes.isEmpty, "\(name): \(fixes)")
        }
    }

    @Test func whatIsNotCertainIsNoEdit() throws {
        let fixtures = try Self.fixtures()
        for name in Self.unedited {
            let fixes = try Self.fixes(#require(fixtures[name], "\(name)"))
            #expect(fixes.allSatisfy { $0.edit == nil } && !fixes.isEmpty, "\(name): \(fixes)")
        }
    }

    private static func fixtures() throws -> [String: RuleFixture] {
        Dictionary(uniqueKeysWithValues: try RuleFixture.all().map { ($0.description, $0) })
    }

    private static func fixes(_ fixture: RuleFixture) throws -> [Fix] {
        try FixProbe(fixture).before.findings.filter { $0.rule.id == fixture.ruleID }.map(\.fix)
    }
}
