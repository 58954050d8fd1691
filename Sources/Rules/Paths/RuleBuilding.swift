import ALBController
import Admission
import Kubernetes

/// How far the controller gets with the paths of an Ingress: what it never builds it never stumbles over.
///
/// Without a listener there are no rules, redirecting listeners need no server groups, and a canary counts only beside
/// a main Ingress with the same host and path.
struct RuleBuilding {
    private let review: IngressReview
    private let hasListener: Bool
    /// Whether some listener does more than redirect.
    let hasForwardingListener: Bool
    let canary: CanarySettings

    init(_ review: IngressReview) {
        self.review = review
        canary = CanarySettings(review.annotations)
        if review.isKnative, review.hasObjectAction {
            // Older Knative objects are read by other code, which leaves out what it cannot read.
            hasListener = false
            hasForwardingListener = false
        } else if let listeners = review.listeners {
            hasListener = !listeners.listeners.isEmpty
            hasForwardingListener = listeners.listeners.contains { !listeners.redirects || $0.port == 443 }
        } else {
            hasListener = true
            hasForwardingListener = true
        }
    }

    /// Whether the path is known to become a rule of its own.
    func makesRule(_ path: IngressPath) -> Bool {
        hasListener && canary.makesRules && (!canary.isCanary || hasMain(path))
    }

    /// Whether a server group for the backend of the path is known to be made.
    func makesServerGroup(_ path: IngressPath) -> Bool {
        guard hasForwardingListener, let backend = path.backend, backend.hasService else { return false }
        if canary.makesRules { return backend.port != .useAnnotation && makesRule(path) }
        return canary.weight != 0 && hasMain(path)
    }

    /// Whether the annotations of server groups matter at all.
    var makesAnyServerGroup: Bool {
        if review.object.paths.contains(where: makesServerGroup) { return true }
        var texts = review.annotations.byService(AnnotationKey.actionsPrefix)
        guard !texts.isEmpty else { return false }
        for path in review.object.paths where makesRule(path) {
            guard let service = path.backend?.serviceName, let text = texts.removeValue(forKey: service) else {
                continue
            }
            if CustomActions(text, of: review.name).forwardsToServerGroups { return true }
        }
        return false
    }

    var makesAnyRule: Bool { review.object.paths.contains(where: makesRule) }

    /// The severity where the controller is known to get there; at most a warning elsewhere.
    func severity(_ table: SeverityTable, if reached: Bool) -> SeverityTable {
        guard !reached else { return table }
        return SeverityTable(
            ack: min(table.ack, .warn),
            lbc: min(table.lbc, .warn),
            legacy: min(table.legacy, .warn)
        )
    }

    private func hasMain(_ path: IngressPath) -> Bool { !CanaryNeighbours(of: path, review).mains.isEmpty }
}

extension IngressBackendPort {
    /// The port name by which a backend says that `actions.<service>` decides.
    static let useAnnotation = IngressBackendPort.name("use-annotation")
}
