import ALBController
import Admission
import Kubernetes

/// HTTP and HTTPS cannot share a TCP port; QUIC is UDP and can.
struct ListenerPortConflict: Rule {
    static let description = RuleDescription(
        id: "ALB705",
        name: "listener-port-conflict",
        summary: "A port must not be used for HTTP and HTTPS at once.",
        severity: .deny,
        kinds: [.albConfig],
        stopsALB: true,
        effect: "The cloud refuses the second listener; where an Ingress needs the other protocol, the open controller "
            + "stops at \"conflict listener in albconfig, please remove it manual\".",
        example: "listeners: [{port: 443, protocol: HTTP}, {port: 443, protocol: HTTPS}]",
        fix: "listeners: [{port: 80, protocol: HTTP}, {port: 443, protocol: HTTPS}]",
        sources: [PublicSource.controller, PublicSource.listenerApplier]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        checkList(review.object.listeners, &findings)
        if review.profile == .lbc { checkIngresses(review, &findings) }
    }

    private static func checkList(_ listeners: [AlbConfigListener], _ findings: inout FindingCollector) {
        var byPort: [Int: [ListenerProtocol: Int]] = [:]
        for listener in listeners {
            guard let key = listener.key else { continue }
            defer {
                if byPort[key.port]?[key.listenerProtocol] == nil {
                    byPort[key.port, default: [:]][key.listenerProtocol] = listener.index
                }
            }
            guard let others = byPort[key.port] else { continue }
            // Whichever of the two stands first, it is the same conflict.
            let field = FieldPath("spec", "listeners").index(listener.index, identity: String(key.port)).key("port")
            if let other = opposite(key.listenerProtocol), let index = others[other] {
                findings.add(
                    field,
                    "\(key.port) is already used by spec.listeners[\(index)] (\(other.rawValue))",
                    value: "\(key.port) HTTP/HTTPS",
                    effect: "one port can serve either HTTP or HTTPS",
                    fix: "give one of the two another port"
                )
            } else if let pair = quicPair(key.listenerProtocol, others) {
                findings.advise(
                    field,
                    "\(key.port) serves HTTP and QUIC (spec.listeners[\(pair)])",
                    value: "\(key.port) HTTP/QUIC",
                    effect: "QUIC is meant to share its port with HTTPS",
                    fix: "give one of the two another port, or make the HTTP listener one for HTTPS"
                )
            }
        }
    }

    /// The controller finds this when it handles an Ingress, comparing integer ports and exact protocols only.
    private static func checkIngresses(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let suspects = review.object.listeners.filter { $0.protocolText == "HTTP" || $0.protocolText == "HTTPS" }
        guard !suspects.isEmpty else { return }
        let group = AlbConfigIngresses(of: review.object, review.context.resolver)
        for listener in suspects {
            guard let key = listener.key, case .number = listener.portReading,
                let other = opposite(key.listenerProtocol),
                let user = group.users(of: ListenerKey(key.port, other)).first
            else { continue }
            findings.add(
                listener.field.key("protocol"),
                "is \(key.listenerProtocol.rawValue), but Ingress \(user) needs \(key.port)/\(other.rawValue)",
                value: "\(key.port) HTTP/HTTPS \(user)",
                effect: "the controller stops at \"conflict listener in albconfig\" for all Ingresses of this ALB",
                fix: "change the protocol, or give the Ingress or the listener another port"
            )
        }
    }

    private static func opposite(_ one: ListenerProtocol) -> ListenerProtocol? {
        switch one {
        case .http: .https
        case .https: .http
        case .quic: nil
        }
    }

    private static func quicPair(_ one: ListenerProtocol, _ others: [ListenerProtocol: Int]) -> Int? {
        switch one {
        case .http: others[.quic]
        case .quic: others[.http]
        case .https: nil
        }
    }
}
