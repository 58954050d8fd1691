package import JSON
package import Kubernetes

/// An `alibabacloud.com/v1` AlbConfig.
///
/// The cluster accepts anything in it, so nothing is taken for granted: the fields that decide something are read
/// leniently here, and the rules walk the rest through ``value``. `""`, `0` and `null` mean "not set", because the open
/// controllers write every optional field back.
package struct AlbConfig: Sendable {
    package var metadata: ObjectMeta
    /// The whole object, with its keys spelt as they are documented wherever ``source`` is read in any case.
    package var value: JSONValue
    /// The whole object as it is written.
    package var source: JSONValue
    /// Managed controllers take field names in any case since 2.14, all others letter by letter.
    package var ignoresCase: Bool
    package var isSpeltOtherwise: Bool
    /// `spec.config` when it is an object.
    package var config: JSONValue?
    /// `spec.config.id`, trimmed; empty when the controller creates the ALB.
    package var id: String
    /// `status.loadBalancer.id`.
    package var statusID: String
    package var listeners: [AlbConfigListener]
    package var shape: ObjectShape
    /// Whether `spec.listeners` is a list, be it empty.
    package var hasListenerList: Bool

    package init(_ document: JSONDocument, _ object: JSONNode) { self.init(document, object, ignoringCase: false) }

    package init(_ document: JSONDocument, _ object: JSONNode, ignoringCase: Bool) {
        ignoresCase = ignoringCase
        source = JSONValue(document, object)
        let corrected = ignoringCase ? AlbConfigSpelling.corrected(source) : nil
        value = corrected ?? source
        isSpeltOtherwise = corrected != nil
        var reader = ObjectReader(document)
        metadata = ObjectMeta(reading: &reader, object: object)
        let spec = value["spec"]
        config = spec?["config"].flatMap { $0.kind == .object ? $0 : nil }
        id = GoText.trimSpace(config?["id"]?.string ?? "")
        statusID = value["status"]?["loadBalancer"]?["id"]?.string ?? ""
        shape = reader.shape
        shape.noteLongList(in: document, object)
        let list = spec?["listeners"]
        hasListenerList = list?.kind == .array
        listeners = (list?.elements ?? []).enumerated().map { AlbConfigListener(index: $0.offset, value: $0.element) }
    }

    /// As controllers see it that take no field name in another case.
    package var readLetterByLetter: AlbConfig {
        isSpeltOtherwise ? AlbConfig(source.document, source.node) : self
    }

    /// The listeners as an Ingress sees them: port 0 is 80 and no protocol is HTTP, as the model builder fills them in.
    package var listenerKeys: [ListenerKey] { listeners.compactMap(\.key) }

    package func listener(_ key: ListenerKey) -> AlbConfigListener? { listeners.first { $0.key == key } }
}

extension AlbConfig: KubernetesObject { package static let kind = ObjectKind.albConfig }

/// One entry of `spec.listeners`.
package struct AlbConfigListener: Sendable {
    package var index: Int
    package var value: JSONValue

    /// Go's `IntOrString.IntValue`: a numeric string counts, everything else is 0.
    package var port: Int {
        guard let port = value["port"] else { return 0 }
        return port.integer ?? port.string.flatMap(GoText.atoi) ?? 0
    }

    /// As written.
    package var protocolText: String { value["protocol"]?.string ?? "" }

    /// Nil for a protocol that no ALB has.
    package var key: ListenerKey? {
        guard value.kind == .object else { return nil }
        let written = protocolText.isEmpty ? "HTTP" : protocolText.uppercased()
        return ListenerProtocol(rawValue: written).map { ListenerKey(port == 0 ? 80 : port, $0) }
    }

    /// Any certificate of its own turns off discovery for the listener.
    package var hasCertificate: Bool {
        (value["certificates"]?.count ?? 0) > 0 || (value["defaultCertificate"]?.count ?? 0) > 0
    }

    package var field: FieldPath {
        FieldPath("spec", "listeners").index(index, identity: "\(port)/\(protocolText.uppercased())")
    }
}
