import Certificates
import JSON
import Kubernetes

/// What is kept of the values of a Secret: certificates, and a ``KeyStandIn`` for the private key.
///
/// Nothing else of a Secret is any rule's business, so it is not held in memory.
enum SecretText {
    /// Writes the member `data`, whose values are base64, or `stringData`.
    static func write(_ member: String, _ document: JSONDocument, _ node: JSONNode, to json: inout JSONWriter) {
        let isEncoded = member == "data"
        json.key(member)
        json.beginObject()
        for (key, value) in document.members(node) {
            guard let name = document.string(key), name == "tls.crt" || name == "tls.key",
                let text = document.string(value),
                let bytes = isEncoded ? Base64.decode(text) : Array(text.utf8)
            else { continue }
            let kept = name == "tls.crt" ? CertificateText.withoutKeys(bytes) : standIn(bytes)
            json.key(name)
            json.string(isEncoded ? Base64.encode(kept) : String(decoding: kept, as: UTF8.self))
        }
        json.endObject()
    }

    private static func standIn(_ key: [UInt8]) -> [UInt8] {
        key.isEmpty ? [] : Array(KeyStandIn(of: key).text.utf8)
    }
}
