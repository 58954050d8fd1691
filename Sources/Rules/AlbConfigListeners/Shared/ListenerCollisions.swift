import ALBController
import Admission
import Kubernetes

/// Listeners whose port or protocol the open controller fills in or reads in two ways, and the Ingresses that need the same one.
///
/// The controller compares what is written, does not recognise such a listener, and adds one for the Ingress; both get
/// the same id and the apply fails with "Listener is not fulfilled yet". Without such an Ingress it lets them pass.
struct ListenerCollisions {
    let profile: ControllerProfile
    private let group: AlbConfigIngresses?

    init(_ review: ObjectReview<AlbConfig>) {
        profile = review.profile
        let isNeeded =
            review.profile == .lbc
            && review.object.listeners.contains { listener in
                listener.isObject && (listener.port == 0 || listener.protocolText.isEmpty || listener.hasOddPort)
            }
        group = isNeeded ? AlbConfigIngresses(of: review.object, review.context.resolver) : nil
    }

    /// An Ingress on the listener that this one turns into.
    func ingress(on listener: AlbConfigListener) -> ObjectName? {
        let id = listener.modelID
        guard let known = ListenerProtocol(rawValue: id.protocolText) else { return nil }
        return group?.users(of: ListenerKey(id.port, known)).first
    }

    static func severity(collides: Bool) -> SeverityTable {
        SeverityTable(ack: .deny, lbc: collides ? .deny : .warn, legacy: .warn, strict: .deny)
    }
}
