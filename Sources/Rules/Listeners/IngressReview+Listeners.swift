import ALBController
import Admission
import Kubernetes

extension IngressReview {
    /// What makes the Ingress use a listener: where it is written, and the words for it.
    func origin(of key: ListenerKey) -> (field: FieldPath, reason: String) {
        guard let listeners else { return (FieldPath("spec"), "") }
        let isAdded = key == .http80 && listeners.redirects && !declaresHTTP80
        if listeners.isDeclared, !isAdded {
            return (FieldPath.annotation(AnnotationKey.listenPorts), "listen-ports names it")
        }
        if key.listenerProtocol == .https { return (FieldPath("spec", "tls"), "spec.tls is set") }
        guard listeners.redirects else { return (FieldPath("spec", "rules"), "the default without listen-ports") }
        return (redirectField, "ssl-redirect adds it")
    }

    private var declaresHTTP80: Bool {
        guard case .ports(let keys) = listenPorts else { return false }
        return keys.contains(.http80)
    }

    /// The redirect annotation that counts: the one of nginx comes first.
    var redirectField: FieldPath {
        let isNginx = annotations.contains(AnnotationKey.nginxSSLRedirect)
        return FieldPath.annotation(isNginx ? AnnotationKey.nginxSSLRedirect : AnnotationKey.sslRedirect)
    }
}

/// A Secret that `spec.tls` names, once, with the hosts of all entries that name it.
struct TLSSecretUse {
    var name: String
    /// Of the first such entry.
    var field: FieldPath
    var hosts: [String]

    static func all(in ingress: Ingress) -> [TLSSecretUse] {
        var uses: [TLSSecretUse] = []
        var places: [String: Int] = [:]
        for entry in ingress.tls where !entry.secretName.isEmpty {
            let hosts = entry.hosts.filter { !$0.isEmpty }
            if let place = places[entry.secretName] {
                uses[place].hosts += hosts
            } else {
                places[entry.secretName] = uses.count
                uses.append(TLSSecretUse(name: entry.secretName, field: entry.field.key("secretName"), hosts: hosts))
            }
        }
        return uses
    }
}
