import ALBController
import Admission
import Kubernetes

/// The words for one port that is wanted for HTTP and for HTTPS.
struct PortConflict {
    private let review: IngressReview
    private let key: ListenerKey

    init(_ review: IngressReview, _ key: ListenerKey) {
        self.review = review
        self.key = key
    }

    func report(_ opponent: ListenerClash.Opponent, _ findings: inout FindingCollector) {
        switch opponent {
        case .itself: reportOwn(&findings)
        case .albConfig(let listener, let isSeen): reportDeclared(listener, isSeen, &findings)
        case .neighbour(let other): reportNeighbour(other, &findings)
        }
    }

    private func reportOwn(_ findings: inout FindingCollector) {
        let http = review.origin(of: ListenerKey(key.port, .http))
        let isDeclared = http.field == FieldPath.annotation(AnnotationKey.listenPorts)
        findings.add(
            review.origin(of: key).field,
            "port \(key.port) cannot serve both HTTP and HTTPS" + (isDeclared ? "" : " (ssl-redirect adds HTTP)"),
            value: "\(key.port) HTTP/HTTPS",
            effect: review.profile == .legacy ? "the controller makes one listener of them" : GroupFailure.effect,
            fix: "use a port of its own for each",
            severity: SeverityTable(ack: .deny, lbc: .deny, legacy: .warn, strict: .deny)
        )
    }

    private func reportDeclared(_ listener: AlbConfigListener, _ isSeen: Bool, _ findings: inout FindingCollector) {
        let origin = review.origin(of: key)
        let name = review.albConfig?.metadata.name ?? ""
        let present = key.conflicting?.listenerProtocol.rawValue ?? ""
        findings.add(
            origin.field,
            "listener \(key) is needed (\(origin.reason)), but AlbConfig \"\(name.clipped)\" serves \(present) on port "
                + "\(key.port)",
            value: "\(name) \(key) \(present)",
            effect: consequence(isSeen),
            fix: "use port \(key.port) for \(present) in listen-ports, or change \(listener.field) of the AlbConfig",
            severity: SeverityTable(ack: .warn, lbc: isSeen ? .deny : .warn, legacy: .off, strict: .deny)
        )
    }

    private func consequence(_ isSeen: Bool) -> String {
        guard review.profile == .lbc else {
            return "a port serves one of the two only, and this Ingress gets no rule there"
        }
        return isSeen
            ? "the controller fails with \"conflict listener in albconfig\" for every Ingress on this ALB"
            : "the controller adds a second listener on the port, which the ALB refuses"
    }

    private func reportNeighbour(_ other: ObjectName, _ findings: inout FindingCollector) {
        let origin = review.origin(of: key)
        let theirs = key.conflicting.map(\.description) ?? ""
        findings.add(
            origin.field,
            "listener \(key) is needed (\(origin.reason)), but Ingress \"\(other)\" on the same ALB uses \(theirs)",
            value: "\(key) \(theirs)",
            effect: "a port serves HTTP or HTTPS; " + GroupFailure.effect,
            fix: "use another port in the listen-ports of one of them",
            severity: SeverityTable(ack: .warn, lbc: .deny, legacy: .off, strict: .deny)
        )
    }
}
