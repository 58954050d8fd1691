import ALBController
import JSON

/// The certificate service of a recorded case, searched as the controller does it.
///
/// Source: `cert_discovery.go` of alibaba/alibaba-load-balancer-controller.
struct RecordedCertificates {
    private let certificates: [(id: String, domains: [String])]

    init(_ list: JSONValue?) {
        certificates = (list?.elements ?? []).filter { $0["Algo"]?.string != "SM2" }.map { entry in
            let names = [entry["CN"]?.string ?? "", entry["Sans"]?.string ?? ""]
            let domains = names.flatMap {
                $0.split(separator: ",", omittingEmptySubsequences: false).map { $0.lowercased() }
            }
            return (entry["ID"]?.string ?? "", domains)
        }
    }

    func ids(for hosts: [String]) -> [String] {
        certificates.filter { entry in
            hosts.contains { host in entry.domains.contains { Self.matches($0, host.lowercased()) } }
        }.map(\.id).sorted()
    }

    private static func matches(_ domain: String, _ host: String) -> Bool {
        if domain == host { return true }
        guard domain.hasPrefix("*.") else { return false }
        let left = domain.split(separator: ".", omittingEmptySubsequences: false)
        let right = host.split(separator: ".", omittingEmptySubsequences: false)
        return left.count == right.count && left.dropFirst() == right.dropFirst()
    }

    /// The ids of a listener in the recorded form; the digest of a Secret's content is cut off.
    func plain(_ certificates: [ListenerCertificate]) -> [Plain] {
        certificates.flatMap { certificate -> [Plain] in
            let ids: [String] =
                switch certificate.source {
                case .fixed(let id): [id]
                case .secret(let name): ["cas-\(name.namespace)-\(name.name)-"]
                case .discovered(let hosts): ids(for: hosts)
                }
            return ids.enumerated().map { index, id in
                .object(["id": .string(id), "default": .boolean(certificate.isDefault && index == 0)])
            }
        }
    }
}
