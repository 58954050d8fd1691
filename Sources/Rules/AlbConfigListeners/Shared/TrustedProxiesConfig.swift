import ALBController
import Admission
import JSON
import Kubernetes

/// What a listener says about the proxies in front of it; newer controllers read the keys in any case.
struct TrustedProxiesConfig {
    let field: FieldPath
    let isEnabled: Bool
    /// Addresses and ranges with semicolons between.
    let text: String

    init(_ listener: AlbConfigListener) {
        let members = Self.members(listener.value)
        let name = members.first { $0.key.lowercased() == "xforwardedforconfig" }
        let config = name.map { Self.members($0.value) } ?? []
        field = listener.field.key(name?.key ?? "xForwardedForConfig")
        func value(_ key: String) -> JSONValue? { config.first { $0.key.lowercased() == key.lowercased() }?.value }
        isEnabled = value("XForwardedForClientSourceIpsEnabled")?.boolean == true
        text = value(Self.list)?.string ?? ""
    }

    static let list = "XForwardedForClientSourceIpsTrusted"

    private static func members(_ value: JSONValue) -> [(key: String, value: JSONValue)] {
        value.kind == .object ? value.members.map { ($0.key, $0.value) } : []
    }
}
