import ALBController
import Admission

extension ForeignKey {
    /// What becomes of it here.
    var meaning: Leftover {
        if isSnippet, LeftoverValue.isGuard(value) {
            return .protection(
                "what the snippet forbids",
                "none of its directives is carried out",
                "use aclConfig of the listener in the AlbConfig, conditions with SourceIp, or traffic-limit annotations"
            )
        }
        return known ?? LeftoverHint.meaning(of: name) ?? Self.unknown
    }

    /// Whether its project documents it, as far as known here.
    private var known: Leftover? {
        let table = NginxLeftovers.table
        switch controller.dialect {
        case .nginx where controller.prefix.utf8CodeUnitCount == AnnotationKey.nginxPrefix.utf8CodeUnitCount:
            return table[suffix]
        case .nginx: return ForeignDialects.honoured[suffix] ?? table[suffix]
        case .higress: return ForeignDialects.higress[suffix] ?? ForeignDialects.honoured[suffix] ?? table[suffix]
        case .traefik: return ForeignDialects.traefik[suffix]
        case .kong: return ForeignDialects.kong[suffix]
        case .f5: return ForeignDialects.f5[suffix] ?? ForeignDialects.honoured[suffix] ?? table[suffix]
        case .haproxy: return ForeignDialects.haproxy[suffix] ?? ForeignDialects.honoured[suffix] ?? table[suffix]
        case .clb:
            let name = suffix.split(separator: "loadbalancer-", maxSplits: 1).last.map(String.init) ?? suffix
            switch AnnotationHome.find("load-balancer-\(name)", .ack) {
            case .elsewhere(let place): return .behaviour("it is for a Service of type LoadBalancer", place)
            case .nowhere(let reason): return .tuning(reason)
            default: return Self.ofService
            }
        case .other: return nil
        }
    }

    private var isSnippet: Bool { suffix.contains("snippet") }

    private static let ofService = Leftover.behaviour(
        "it is for a Service of type LoadBalancer",
        "set its counterpart among the fields of the AlbConfig, if there is one, and remove it"
    )

    private static let unknown = Leftover.behaviour(
        "what it asks for does not happen",
        "look for its counterpart among the annotations of ALB and the fields of the AlbConfig, then remove it"
    )
}
