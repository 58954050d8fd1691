import ALBController
import Admission
import Kubernetes

/// To find the client's address in X-Forwarded-For a listener must know which proxies to believe.
struct TrustedProxies: Rule {
    static let description = RuleDescription(
        id: "ALB718",
        name: "trusted-proxies",
        summary: "XForwardedForClientSourceIpsEnabled needs a list of addresses and ranges, separated by semicolons.",
        severity: SeverityTable(ack: .warn, lbc: .off, legacy: .off, strict: .deny),
        kinds: [.albConfig],
        effect: "ALB refuses the listener (\"XForwardedForClientSourceIpsTrusted is missing\" or \"is illegal\").",
        example: "XForwardedForClientSourceIpsTrusted: 192.168.2.0/16",
        fix: "XForwardedForClientSourceIpsTrusted: 192.168.0.0/16;10.0.0.1",
        sources: [PublicSource.doctor, PublicSource.listenerGuide]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        for listener in review.object.listeners where listener.isObject {
            let config = TrustedProxiesConfig(listener)
            let field = config.field.key(TrustedProxiesConfig.list)
            guard !config.text.isEmpty else {
                if config.isEnabled { addMissing(field, &findings) }
                continue
            }
            for part in config.text.split(separator: ";", omittingEmptySubsequences: false) {
                let entry = GoText.trimSpace(String(part))
                let hasHostBits = CIDR.hasHostBits(entry)
                guard CIDR.read(entry) == .neither || hasHostBits else { continue }
                findings.add(
                    field,
                    hasHostBits
                        ? "\"\(entry.clipped)\" has bits set behind its mask"
                        : "\"\(entry.clipped)\" is no address and no range",
                    value: entry,
                    effect: "ALB refuses the listener (\"is illegal\")",
                    fix: hasHostBits
                        ? "write the first address of the range"
                        : "write addresses and CIDR blocks, separated by semicolons"
                )
                break
            }
        }
    }

    private static func addMissing(_ field: FieldPath, _ findings: inout FindingCollector) {
        findings.add(
            field,
            "is missing, but XForwardedForClientSourceIpsEnabled is true",
            value: "",
            effect: "ALB refuses the listener (\"is missing\")",
            fix: "list the addresses of the proxies, or 0.0.0.0/0 to trust all"
        )
    }
}
