import ALBController
import Admission
import Kubernetes

/// Entries of `spec.listeners` that fall together, and the Ingresses whose rules then wait for a listener in vain.
///
/// The controller fails with "Listener is not fulfilled yet" only where an Ingress makes a rule for the entry that is
/// not created; without such an Ingress it lets them pass.
struct ListenerCollisions {
    let profile: ControllerProfile
    private let entries: ListenerEntries
    private let group: AlbConfigIngresses?

    init(_ review: ObjectReview<AlbConfig>) {
        profile = review.profile
        entries = ListenerEntries(review.object.listeners)
        let isNeeded = review.profile == .lbc && Self.mayCollide(review.object.listeners)
        group = isNeeded ? AlbConfigIngresses(of: review.object, review.context.resolver) : nil
    }

    private static func mayCollide(_ listeners: [AlbConfigListener]) -> Bool {
        var seen: Set<AlbConfigListener.ModelID> = []
        return listeners.contains { listener in
            listener.isObject
                && (listener.port == 0 || listener.protocolText.isEmpty || listener.hasOddPort
                    || !seen.insert(listener.modelID).inserted)
        }
    }

    /// An Ingress whose rules wait for what this entry turns into.
    func ingress(on listener: AlbConfigListener) -> ObjectName? {
        let id = listener.modelID
        guard let group, let known = ListenerProtocol(rawValue: id.protocolText) else { return nil }
        let key = ListenerKey(id.port, known)
        guard entries.collision(on: key) != nil else { return nil }
        return group.ruleMaker(on: key)
    }

    static func severity(collides: Bool) -> SeverityTable {
        SeverityTable(ack: .deny, lbc: collides ? .deny : .warn, legacy: .warn, strict: .deny)
    }
}
