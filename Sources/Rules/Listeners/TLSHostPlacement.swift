import ALBController
import Admission
import Kubernetes

/// Without listen-ports the controller decides by the exact text of each host where its rules go.
struct TLSHostPlacement: Rule {
    static let description = RuleDescription(
        id: "ALB306",
        name: "tls-host-placement",
        summary: "Without listen-ports, the hosts of the rules should be those of spec.tls, letter by letter.",
        severity: .warn,
        kinds: [.ingress],
        effect: "Hosts named in spec.tls are served on 443 only, others on 80 only; a wildcard in spec.tls counts for "
            + "itself alone, and an entry without hosts counts for nothing.",
        example: "tls: [{hosts: [\"*.example.com\"]}]   # with a rule for a.example.com",
        fix:
            "Add the hosts to spec.tls, or listen-ports '[{\"HTTP\": 80}, {\"HTTPS\": 443}]', which puts every host on "
            + "every port.",
        sources: [PublicSource.rules, PublicSource.model]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        let object = review.object
        guard let listeners = review.listeners, !listeners.isDeclared, !listeners.redirects, !object.tls.isEmpty else {
            return
        }
        var tlsHosts: Set<String> = []
        for entry in object.tls { tlsHosts.formUnion(entry.hosts) }
        tlsHosts.remove("")
        guard !tlsHosts.isEmpty else {
            reportHostless(review, &findings)
            return
        }
        if review.profile != .legacy { reportPlainHosts(review, tlsHosts, &findings) }
        reportUnused(review, tlsHosts, &findings)
    }

    private static func reportHostless(_ review: IngressReview, _ findings: inout FindingCollector) {
        let secret = review.object.tls.lazy.map(\.secretName).first { !$0.isEmpty }
        findings.add(
            FieldPath("spec", "tls"),
            "names no hosts",
            value: secret ?? "",
            effect: "the rules stay on 80/HTTP" + (secret.map { " and Secret \"\($0.clipped)\" is not used" } ?? ""),
            fix: "add the hosts to spec.tls, or name both an HTTP and an HTTPS port in listen-ports"
        )
    }

    private static func reportPlainHosts(
        _ review: IngressReview,
        _ tlsHosts: Set<String>,
        _ findings: inout FindingCollector
    ) {
        var plain: [String] = []
        var seen: Set<String> = [""]
        for rule in review.object.rules where seen.insert(rule.host).inserted && !tlsHosts.contains(rule.host) {
            let wildcard = TLSHost.wildcard(for: rule.host)
            guard tlsHosts.contains(wildcard) else {
                plain.append(rule.host)
                continue
            }
            findings.add(
                rule.field.key("host"),
                "\"\(rule.host.clipped)\" matches tls host \"\(wildcard.clipped)\" only by wildcard",
                value: "\(rule.host) \(wildcard)",
                effect: "without listen-ports its rules go to 80/HTTP only and HTTPS answers 503",
                fix: "add this host to spec.tls, or name both an HTTP and an HTTPS port in listen-ports"
            )
        }
        guard !plain.isEmpty else { return }
        findings.add(
            FieldPath("spec", "tls"),
            "does not name \(NameList(plain))",
            value: plain.sorted().joined(separator: " "),
            effect: "without listen-ports these hosts are served on 80/HTTP only, and the tls hosts on 443/HTTPS only",
            fix: "add them to spec.tls, or name both an HTTP and an HTTPS port in listen-ports"
        )
    }

    private static func reportUnused(
        _ review: IngressReview,
        _ tlsHosts: Set<String>,
        _ findings: inout FindingCollector
    ) {
        let ruleHosts = Set(review.object.rules.map(\.host))
        // A rule without host serves them all.
        guard !ruleHosts.isEmpty, !ruleHosts.contains("") else { return }
        let covered = ruleHosts.union(ruleHosts.map(TLSHost.wildcard))
        let unused = tlsHosts.subtracting(covered).filter { !ruleHosts.contains(TLSHost.wildcard(for: $0)) }.sorted()
        guard !unused.isEmpty else { return }
        findings.add(
            FieldPath("spec", "tls"),
            "names \(NameList(unused)), which no rule serves",
            value: unused.joined(separator: " "),
            effect: "the certificate is attached, but these hosts answer 503",
            fix: "add a rule for them, or correct the hosts"
        )
    }
}
