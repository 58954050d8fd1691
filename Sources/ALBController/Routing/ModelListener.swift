import JSON

/// A listener as the controller hands it to the cloud, with its rules.
///
/// Source: `model_build_listener.go` of alibaba/alibaba-load-balancer-controller.
package struct ModelListener: Sendable {
    package let port: Int
    /// `HTTP` when the AlbConfig names none; else as written, be it no protocol at all.
    package let protocolText: String
    /// The entry of `spec.listeners`; nil when the controller adds the listener.
    package let configIndex: Int?
    package let gzipEnabled: Bool
    /// Only an absent field of an HTTPS listener means on; an explicit true is not read.
    package let http2Enabled: Bool
    package let idleTimeout: Int
    package let requestTimeout: Int
    package let securityPolicyID: String
    package internal(set) var certificates: [ListenerCertificate]
    /// In the order of their priority.
    package internal(set) var rules: [ModelRule] = []

    /// Nil for a protocol that no ALB has.
    package var key: ListenerKey? { ListenerProtocol(rawValue: protocolText).map { ListenerKey(port, $0) } }

    init(adding key: ListenerKey) {
        self.init(port: key.port, protocolText: key.listenerProtocol.rawValue, nil)
    }

    init(_ listener: AlbConfigListener) {
        self.init(port: listener.port, protocolText: listener.protocolText, listener)
    }

    private init(port: Int, protocolText: String, _ listener: AlbConfigListener?) {
        self.port = port == 0 ? 80 : port
        self.protocolText = protocolText.isEmpty ? "HTTP" : protocolText
        configIndex = listener?.index
        let value = listener?.value
        let isHTTPS = protocolText == "HTTPS"
        gzipEnabled = value?["gzipEnabled"]?.boolean ?? true
        http2Enabled = isHTTPS && (value?["http2Enabled"]?.boolean == nil)
        idleTimeout = Self.nonZero(value?["idleTimeout"]?.integer) ?? 15
        requestTimeout = Self.nonZero(value?["requestTimeout"]?.integer) ?? 60
        let policy = value?["securityPolicyId"]?.string ?? ""
        securityPolicyID = policy.isEmpty && isHTTPS ? "tls_cipher_policy_1_0" : policy
        let takesCertificates = isHTTPS || protocolText == "QUIC"
        certificates = takesCertificates ? ListenerCertificate.read(value?["certificates"]) : []
    }

    private static func nonZero(_ number: Int?) -> Int? { number == 0 ? nil : number }
}

/// A certificate of a listener and where it comes from.
package struct ListenerCertificate: Hashable, Sendable {
    package enum Source: Hashable, Sendable {
        /// Named in the AlbConfig.
        case fixed(id: String)
        /// Uploaded from a Secret; nothing in it is checked.
        case secret(ObjectName)
        /// All that the certificate service has for these hosts, sorted by id; an error when a host has none.
        case discovered(hosts: [String])
    }

    package var source: Source
    package var isDefault: Bool

    /// The keys are `CertificateId` and `IsDefault`; other spellings are not read.
    static func read(_ list: JSONValue?) -> [ListenerCertificate] {
        guard let list, list.kind == .array else { return [] }
        return list.elements.map { entry in
            ListenerCertificate(
                source: .fixed(id: entry["CertificateId"]?.string ?? ""),
                isDefault: entry["IsDefault"]?.boolean ?? false
            )
        }
    }
}
