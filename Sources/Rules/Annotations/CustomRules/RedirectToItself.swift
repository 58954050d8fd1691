import ALBController
import Admission
import Kubernetes

/// A redirect whose target matches the very rule that it stands in sends clients round and round.
struct RedirectToItself: Rule {
    static let description = RuleDescription(
        id: "ALB547",
        name: "redirect-to-itself",
        summary: "A Redirect action must not lead to a request that the same rule answers.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.ingress],
        effect: "Browsers give up with \"too many redirects\".",
        example:
            #"actions.web: '[{"type": "Redirect", "RedirectConfig": {"protocol": "HTTPS", "port": "443", ...}}]' on 443"#,
        fix: "Redirect to another host, path, port or protocol, or list only the ports that shall redirect.",
        sources: [PublicSource.rules, PublicSource.advancedGuide]
    )

    /// With more paths than this one of the others may well take the target.
    private static let pathLimit = 256

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.facts.hasActions, let listeners = review.listeners else { return }
        for use in CustomRuleUse.all(review) where use.conditions.configs.isEmpty && !use.isOfResponse {
            let redirects = use.actions?.actions.compactMap { action in
                if case .redirect(let config) = action { config } else { nil }
            }
            guard let config = redirects?.first else { continue }
            for path in use.paths where staysOnHost(config, path) && leadsBack(config, path, review) {
                let loops = listeners.listeners(forHost: path.host).filter { key in
                    staysOn(config, key) && !(listeners.redirects && key.port != 443)
                }
                guard !loops.isEmpty else { continue }
                findings.add(
                    use.actionsField,
                    "redirects requests on \(NameList(loops)) for \"\((path.host + path.path).clipped)\" to the same rule",
                    value: "\(path.host)\(path.path)",
                    effect: "clients are sent round and round",
                    fix: "redirect elsewhere, or list only the ports that shall redirect in listen-ports"
                )
                break
            }
        }
    }

    private static func staysOnHost(_ config: RedirectConfig, _ path: IngressPath) -> Bool {
        ["", "${host}"].contains(config.host)
            || (!path.host.isEmpty && config.host.lowercased() == path.host.lowercased())
    }

    private static func staysOn(_ config: RedirectConfig, _ key: ListenerKey) -> Bool {
        let isSameProtocol = ["", "${PROTOCOL}", key.listenerProtocol.rawValue].contains(config.protocol.uppercased())
        return isSameProtocol && ["", "${port}", "\(key.port)"].contains(config.port)
    }

    /// Whether the target is what the rule matches, and no other rule of the Ingress might take it.
    private static func leadsBack(_ config: RedirectConfig, _ path: IngressPath, _ review: IngressReview) -> Bool {
        if ["", "${path}"].contains(config.path) { return true }
        guard !config.path.contains("${"), review.object.rules.reduce(0, { $0 + $1.paths.count }) <= pathLimit,
            matches(path, config.path, review)
        else { return false }
        return !review.object.paths.contains { other in
            other.field.pointer != path.field.pointer && (other.host == path.host || other.host.isEmpty)
                && matches(other, config.path, review)
        }
    }

    private static func matches(_ path: IngressPath, _ target: String, _ review: IngressReview) -> Bool {
        guard case .patterns(let patterns) = review.facts.patterns(path) else { return false }
        return patterns.contains { PathPattern($0).matches(target) == true }
    }
}
