import ALBController
import Admission
import JSON
import Kubernetes

/// An HTTPS listener offers QUIC by naming another listener, which must exist.
struct QUIC: Rule {
    static let description = RuleDescription(
        id: "ALB717",
        name: "quic",
        summary: "quicUpgradeEnabled needs a QUIC listener, named in quicListenerId.",
        severity: .warn,
        kinds: [.albConfig],
        effect: "Without one the cloud refuses the setting, or clients are never offered QUIC.",
        example: "listeners: [{port: 443, protocol: HTTPS, quicConfig: {quicUpgradeEnabled: true}}]",
        fix: "quicConfig: {quicUpgradeEnabled: true, quicListenerId: lsn-...}",
        sources: [PublicSource.dictionary, PublicSource.listenerProvider]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        lazy var hasQUIC = review.object.listeners.contains { $0.listenerProtocol == .quic }
        for listener in review.object.listeners {
            let quic = listener.value["quicConfig"]
            guard quic?["quicUpgradeEnabled"]?.boolean == true else { continue }
            let field = listener.field.key("quicConfig")
            if quic?["quicListenerId"]?.string?.isEmpty ?? true {
                findings.add(
                    field.key("quicListenerId"),
                    hasQUIC ? "is missing" : "is missing, and spec.listeners has no QUIC listener",
                    value: "",
                    effect: "there is nothing to upgrade connections to",
                    fix: "create a QUIC listener first and write its ID here"
                )
            } else if listener.listenerProtocol != .https {
                findings.add(
                    field.key("quicUpgradeEnabled"),
                    "is set on a listener that is not HTTPS",
                    value: listener.protocolText,
                    effect: "only HTTPS connections can be upgraded to QUIC",
                    fix: "move quicConfig to the HTTPS listener"
                )
            }
        }
    }
}
