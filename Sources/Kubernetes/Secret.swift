package import JSON

/// A core Secret.
///
/// Values are decoded only when a rule reads them, and never described.
package struct Secret: Sendable {
    package var metadata: ObjectMeta
    package var type: String
    private var data: Annotations
    private var stringData: Annotations
    package var shape: ObjectShape

    package init(_ document: JSONDocument, _ object: JSONNode) {
        var reader = ObjectReader(document)
        metadata = ObjectMeta(reading: &reader, object: object)
        type = reader.string("type", of: object, FieldPath.root) ?? ""
        data = Annotations(document: document, node: reader.object("data", of: object, FieldPath.root))
        stringData = Annotations(document: document, node: reader.object("stringData", of: object, FieldPath.root))
        shape = reader.shape
    }

    /// The bytes under `key`; nil when it is absent or not base64.
    package func value(_ key: String) -> [UInt8]? {
        if let text = stringData[key] { return Array(text.utf8) }
        return data[key].flatMap(Base64.decode)
    }

    /// Where the value of `key` is, or would be; what is not encoded wins.
    package func field(of key: String) -> FieldPath {
        FieldPath(stringData[key] == nil ? "data" : "stringData").key(key)
    }

    package var hasTLSPair: Bool { value("tls.crt")?.isEmpty == false && value("tls.key")?.isEmpty == false }
}
