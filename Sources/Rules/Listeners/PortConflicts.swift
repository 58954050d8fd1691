import ALBController
import Admission
import JSON
import Kubernetes

/// One port for HTTP and for HTTPS: within an Ingress, against its AlbConfig, and against other Ingresses on the ALB.
struct PortConflicts {
    /// The listeners of the AlbConfig; the first of equal ones.
    let declared: [ListenerKey: AlbConfigListener]

    private let review: IngressReview
    private let listeners: [ListenerKey]
    /// Ports that the Ingress wants for both by itself.
    private let ownPorts: Set<Int>

    private static let groupFails = "the controller would stop updating every Ingress on this ALB"

    init(_ listeners: EffectiveListeners, _ review: IngressReview) {
        self.review = review
        self.listeners = listeners.listeners
        let pairs = (review.albConfig?.listeners ?? []).compactMap { listener in listener.key.map { ($0, listener) } }
        declared = Dictionary(pairs) { first, _ in first }
        let all = Set(listeners.listeners)
        ownPorts = Set(all.filter { $0.opposite.map(all.contains) ?? false }.map(\.port))
    }

    /// Whether there is a conflict about the port of this listener, so that nothing else need be said about it.
    func isTaken(_ key: ListenerKey) -> Bool { ownPorts.contains(key.port) || holder(of: key) != nil }

    func reportOwn(_ findings: inout FindingCollector) {
        for key in listeners where key.listenerProtocol == .https && ownPorts.contains(key.port) {
            let http = review.origin(of: ListenerKey(key.port, .http))
            let isDeclared = http.field == FieldPath.annotation(AnnotationKey.listenPorts)
            findings.add(
                review.origin(of: key).field,
                "port \(key.port) cannot serve both HTTP and HTTPS" + (isDeclared ? "" : " (ssl-redirect adds HTTP)"),
                value: "\(key.port) HTTP/HTTPS",
                effect: review.profile == .legacy ? "the controller makes one listener of them" : Self.groupFails,
                fix: "use a port of its own for each, such as \(bothListenPorts)",
                severity: SeverityTable(ack: .deny, lbc: .deny, legacy: .warn, strict: .deny)
            )
        }
    }

    func reportDeclared(_ findings: inout FindingCollector) {
        for key in listeners where !ownPorts.contains(key.port) {
            guard let holder = holder(of: key), let albConfig = review.albConfig, review.profile != .legacy else {
                continue
            }
            let origin = review.origin(of: key)
            let present = key.listenerProtocol == .http ? "HTTPS" : "HTTP"
            // The open controller's own check sees integers and capitals only; other spellings fail at the cloud.
            let isSeen = holder.value["port"]?.integer == key.port && holder.protocolText == present
            findings.add(
                origin.field,
                "listener \(key) is needed (\(origin.reason)), but AlbConfig \"\(albConfig.metadata.name.clipped)\" "
                    + "serves \(present) on port \(key.port)",
                value: "\(albConfig.metadata.name) \(key) \(present)",
                effect: consequence(isSeen),
                fix:
                    "use '[{\"\(present)\": \(key.port)}]' in listen-ports, or change \(holder.field) of the AlbConfig",
                severity: SeverityTable(ack: .warn, lbc: isSeen ? .deny : .warn, legacy: .off, strict: .deny)
            )
        }
    }

    private func consequence(_ isSeen: Bool) -> String {
        guard review.profile == .lbc else {
            return "a port serves one of the two only, and this Ingress gets no rule there"
        }
        return isSeen
            ? "the controller fails with \"conflict listener in albconfig\" for every Ingress on this ALB"
            : "the controller adds a second listener on the port, which the ALB refuses"
    }

    /// Only for ports about which the AlbConfig does not decide yet.
    func reportNeighbours(_ findings: inout FindingCollector) {
        var wanted: [ListenerKey: ListenerKey] = [:]
        for key in listeners where !isTaken(key) && declared[key] == nil {
            if let opposite = key.opposite { wanted[opposite] = key }
        }
        guard review.profile != .legacy, !wanted.isEmpty else { return }
        for neighbour in review.neighbours {
            for theirs in EffectiveListeners(neighbour, profile: review.profile)?.listeners ?? [] {
                guard let key = wanted.removeValue(forKey: theirs) else { continue }
                let origin = review.origin(of: key)
                findings.add(
                    origin.field,
                    "listener \(key) is needed (\(origin.reason)), but Ingress \"\(ObjectName(neighbour.metadata))\" on "
                        + "the same ALB uses \(theirs)",
                    value: "\(key) \(theirs)",
                    effect: "a port serves HTTP or HTTPS; " + Self.groupFails,
                    fix: "use another port in the listen-ports of one of them",
                    severity: SeverityTable(ack: .warn, lbc: .deny, legacy: .off, strict: .deny)
                )
            }
        }
    }

    /// What the AlbConfig has on the port instead; the managed controller minds it only where the right one is missing.
    private func holder(of key: ListenerKey) -> AlbConfigListener? {
        guard let opposite = key.opposite, let holder = declared[opposite] else { return nil }
        return review.profile == .ack && declared[key] != nil ? nil : holder
    }
}

extension ListenerKey {
    /// The listener that cannot exist beside this one; QUIC shares its port with either.
    fileprivate var opposite: ListenerKey? {
        switch listenerProtocol {
        case .http: ListenerKey(port, .https)
        case .https: ListenerKey(port, .http)
        case .quic: nil
        }
    }
}
