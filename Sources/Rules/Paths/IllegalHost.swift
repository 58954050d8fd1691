import ALBController
import Admission
import Kubernetes

/// ALB's documented grammar of a host condition is narrower than that of Kubernetes.
struct IllegalHost: Rule {
    static let description = RuleDescription(
        id: "ALB413",
        name: "illegal-host",
        summary: "A rule host must have a dot, 3 to 128 characters, and a last label of letters.",
        severity: .warnStrictlyDeny,
        kinds: [.ingress],
        effect: "ALB may refuse the rule, and then rule updates of the whole load balancer stop.",
        example: "spec: {rules: [{host: localhost}]}",
        fix: "Use a full domain name whose last label has letters only, such as shop.example.com.",
        sources: [PublicSource.createRule]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.object.traits.contains(.oddHost) else { return }
        for rule in review.object.rules where !rule.host.isEmpty && !rule.host.hasPrefix("~") {
            guard let problem = problem(rule.host) else { continue }
            guard !endsInPunycode(rule.host) else {
                adviseOnPunycode(rule, &findings)
                continue
            }
            findings.add(
                rule.field.key("host"),
                "\"\(rule.host.clipped)\" \(problem)",
                value: rule.host,
                effect: "it is outside the documented grammar of an ALB host, so the rule may be refused and rule "
                    + "updates of the whole load balancer stop",
                fix: rule.host.utf8.allSatisfy { $0 < 0x80 }
                    ? "use a full domain name whose last label has letters only"
                    : "write it in ASCII, as punycode with labels that begin with xn--"
            )
        }
    }

    /// Such as `.xn--fiqs8s`: a real top-level domain, whatever the documented grammar says.
    private static func endsInPunycode(_ host: String) -> Bool {
        let last = host.split(separator: ".", omittingEmptySubsequences: false).last ?? ""
        guard last.lowercased().hasPrefix("xn--"), last.utf8.count > 4 else { return false }
        return problem(String(host.dropLast(last.count)) + "com") == nil
            && last.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
    }

    private static func adviseOnPunycode(_ rule: IngressRule, _ findings: inout FindingCollector) {
        findings.advise(
            rule.field.key("host"),
            "\"\(rule.host.clipped)\" ends in a punycode label, and the documented grammar has letters only there",
            value: rule.host,
            effect: "ALB may refuse the rule",
            fix: "after the change, look for a warning event of the Ingress"
        )
    }

    private static func problem(_ host: String) -> String? {
        let length = host.unicodeScalars.count
        if length < 3 || length > 128 { return "has \(length) characters instead of 3 to 128" }
        guard let dot = host.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "has no dot" }
        if host.utf8.first == UInt8(ascii: ".") || host.utf8.last == UInt8(ascii: ".") {
            return "begins or ends with a dot"
        }
        guard host.utf8.allSatisfy({ isLetter($0) || isDigit($0) || marks.contains($0) }) else {
            return "has characters besides letters, digits, hyphens, dots and wildcards"
        }
        let last = host.utf8[host.utf8.index(after: dot)...]
        guard last.allSatisfy({ isLetter($0) || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }) else {
            return "ends in the label \"\(String(Substring(last)).clipped)\", which may have letters only"
        }
        return nil
    }

    private static let marks = Set("-.*?".utf8)

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isLetter(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
    }
}
