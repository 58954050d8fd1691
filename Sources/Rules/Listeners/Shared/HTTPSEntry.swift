import ALBController
import Admission
import JSON
import Kubernetes

/// The entry for 443/HTTPS that is missing in `listen-ports`.
enum HTTPSEntry {
    /// Nil unless everything else of the Ingress waits for it: a redirect to 443 and a Secret for every host, and neither
    /// AlbConfig nor Secrets, as far as they are known, stand against it.
    static func fix(_ review: IngressReview) -> Fix? {
        let tls = review.object.tls
        guard let listeners = review.listeners, listeners.isDeclared, listeners.redirects,
            listeners.listeners.allSatisfy({ $0.listenerProtocol == .http && $0.port != 443 }),
            !tls.isEmpty, tls.allSatisfy({ !$0.secretName.isEmpty && !$0.hosts.isEmpty }), isDeclared(review)
        else { return nil }
        let isMissing = tls.contains { entry in
            review.snapshot.secrets[ObjectName(review.object.metadata.namespace, entry.secretName)] == nil
        }
        guard !review.snapshot.knows(.secret) || !isMissing else { return nil }
        let entry = #"{"HTTPS": 443}"#
        return Fix(
            "add '\(entry)' to listen-ports",
            Edit(
                [.add(path: JSONPointer(["-"]), value: Array(entry.utf8))],
                inside: FieldPath.annotation(AnnotationKey.listenPorts)
            )
        )
    }

    private static func isDeclared(_ review: IngressReview) -> Bool {
        guard let albConfig = review.albConfig else { return true }
        let keys = albConfig.listeners.compactMap(\.key)
        return keys.contains(.https443)
            || (review.profile.createsListeners && !keys.contains { $0.port == 443 && $0.listenerProtocol == .http })
    }
}
