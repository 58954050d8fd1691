package import JSON
package import Kubernetes

/// The parts of `spec.config` that several rules read.
extension AlbConfig {
    package static let configField = FieldPath("spec", "config")

    /// From the status: the name that hosts must be a CNAME to; empty while there is none.
    package var dnsName: String { value["status"]?["loadBalancer"]?["dnsname"]?.string ?? "" }

    /// A string of `spec.config`; empty when it is absent or something else.
    package func text(_ name: String) -> String { config?[name]?.string ?? "" }

    /// An ALB that exists already is used; the controller tests for the empty string, so blanks count as an ID.
    package var reusesALB: Bool { !text("id").isEmpty }

    package var overridesALB: Bool { config?["forceOverride"]?.boolean == true }

    package var overridesListeners: Bool { config?["listenerForceOverride"]?.boolean == true }

    /// `vSwitchId` of each entry, empty where there is none.
    package var vSwitchIDs: [String] {
        (config?["zoneMappings"]?.elements ?? []).map { $0["vSwitchId"]?.string ?? "" }
    }
}

/// What the open controller's model makes of a listener.
///
/// Source: `buildListenerSpec` in `.../albconfig_manager/model_build_listener.go` of
/// alibaba/alibaba-load-balancer-controller.
extension AlbConfigListener {
    /// `80-HTTP`: two listeners with one id are one resource too few, and the apply fails.
    package struct ModelID: Hashable, Sendable {
        package var port: Int
        /// As written; the controller compares exactly.
        package var protocolText: String
    }

    package enum PortReading: Hashable, Sendable {
        case number(Int)
        /// A string that Go reads as a number; the controller compares the text in some places.
        case numericString(String, Int)
        /// Absent, null, empty: 0.
        case missing
        /// Any other string is 0 too.
        case name(String)
        /// Another JSON type, or a number beyond 32 bits: Go cannot decode the object.
        case undecodable
    }

    package var isObject: Bool { value.kind == .object }

    package var portReading: PortReading {
        guard let port = value["port"], !port.isNull else { return .missing }
        if let number = port.integer, Int32(exactly: number) != nil { return .number(number) }
        guard let text = port.string else { return .undecodable }
        guard !text.isEmpty else { return .missing }
        return GoText.atoi(text).map { .numericString(text, $0) } ?? .name(text)
    }

    /// `"080"` for 80: the controller compares the text when it looks for the listener of an Ingress.
    package var hasOddPort: Bool {
        if case .numericString(let text, let port) = portReading { text != String(port) } else { false }
    }

    package var modelID: ModelID {
        ModelID(port: port == 0 ? 80 : port, protocolText: protocolText.isEmpty ? "HTTP" : protocolText)
    }

    /// A protocol of ours, in any case; nil for none and for others.
    package var listenerProtocol: ListenerProtocol? { ListenerProtocol(rawValue: protocolText.uppercased()) }

    /// Only the exact spelling gets certificates.
    package var takesCertificates: Bool { protocolText == "HTTPS" || protocolText == "QUIC" }

    package var certificates: [JSONValue] { value["certificates"]?.elements ?? [] }

    package var hasDefaultCertificate: Bool { (value["defaultCertificate"]?.count ?? 0) > 0 }

    /// The entries of a list of strings below the listener.
    package func texts(_ list: String, of object: String) -> [String] {
        (value[object]?[list]?.elements ?? []).compactMap { $0.isNull ? "" : $0.string }
    }
}
