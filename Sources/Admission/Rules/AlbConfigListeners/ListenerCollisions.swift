import ALBController
import Kubernetes

/// Listeners whose port or protocol the open controller fills in, and the Ingresses that need the same one.
///
/// The controller compares what is written, does not recognise such a listener, and adds one for the Ingress; both get
/// the same id and the apply fails with "Listener is not fulfilled yet". Without such an Ingress it lets them pass.
struct ListenerCollisions {
    private let review: ObjectReview<AlbConfig>
    private let users: [ListenerKey: ObjectName]

    init(_ review: ObjectReview<AlbConfig>) {
        self.review = review
        let isNeeded =
            review.profile == .lbc
            && review.object.listeners.contains { $0.isObject && ($0.port == 0 || $0.protocolText.isEmpty) }
        users = isNeeded ? AlbConfigGroup(of: review.object, review.context.resolver).userByListener : [:]
    }

    /// An Ingress on the listener that this one turns into.
    func ingress(on listener: AlbConfigListener) -> ObjectName? {
        let id = listener.modelID
        guard let known = ListenerProtocol(rawValue: id.protocolText) else { return nil }
        return users[ListenerKey(id.port, known)]
    }

    static func severity(collides: Bool) -> SeverityTable {
        SeverityTable(ack: .deny, lbc: collides ? .deny : .warn, legacy: .warn, strict: .deny)
    }
}
