import ALBController
import Kubernetes

/// The hosts of all `spec.tls` entries of an Ingress; most have one or two, which are compared and not hashed.
struct TLSHosts {
    private var few: [String] = []
    private var many: Set<String> = []

    private static let fewAtMost = 8

    init(_ ingress: Ingress) {
        for entry in ingress.tls { for host in entry.hosts where !host.isEmpty { insert(host) } }
    }

    var isEmpty: Bool { few.isEmpty }

    func contains(_ host: String) -> Bool { many.isEmpty ? few.contains(host) : many.contains(host) }

    /// Whether a wildcard among them covers a host; see ``TLSHost/wildcard(for:)``.
    func covers(_ host: String) -> Bool {
        if many.isEmpty, !few.contains(where: { $0.utf8.first == UInt8(ascii: "*") }) { return false }
        return contains(TLSHost.wildcard(for: host))
    }

    private mutating func insert(_ host: String) {
        if few.count < Self.fewAtMost {
            few.append(host)
        } else {
            if many.isEmpty { many = Set(few) }
            many.insert(host)
        }
    }
}
