import Certificates
package import JSON
import Kubernetes
import KubernetesClient

/// A Validating- or MutatingWebhookConfiguration as it is read and written.
package struct RegistrationObject: Sendable {
    package let resourceVersion: String
    /// PEM of each webhook's `caBundle`; empty where there is none.
    package let bundles: [[UInt8]]
    /// PEM of the authorities that were found.
    package let certificates: [AuthorityID: [UInt8]]
    package let state: Registration.State

    package init(_ object: JSONValue) {
        resourceVersion = object["metadata"]?["resourceVersion"]?.string ?? ""
        var bundles: [[UInt8]] = []
        var certificates: [AuthorityID: [UInt8]] = [:]
        var found: [[Authority]] = []
        for webhook in object["webhooks"]?.elements ?? [] {
            let bundle = webhook["clientConfig"]?["caBundle"]?.string.flatMap(Base64.decode) ?? []
            bundles.append(bundle)
            // What cannot be read verifies nothing.
            let authorities = bundle.isEmpty ? [] : (try? Certificate.all(pem: bundle)) ?? []
            for certificate in authorities { certificates[certificate.fingerprint] = try? certificate.pem() }
            found.append(authorities.map { Authority(id: $0.fingerprint, life: $0.life) })
        }
        self.bundles = bundles
        self.certificates = certificates
        state = .found(found)
    }

    /// Puts `bundle` where another one is, only if the configuration is still the one of this version.
    func registering(_ bundle: [UInt8], _ authorities: [Authority]) -> ObjectChange {
        guard case .found(let webhooks) = state else { return ObjectChange(.jsonPatch, Array("[]".utf8)) }
        let ids = Set(authorities.map(\.id))
        let encoded = Base64.encode(bundle)
        var json = JSONWriter(capacity: 4096)
        json.beginArray()
        operation("replace", "/metadata/resourceVersion", resourceVersion, &json)
        for (index, webhook) in webhooks.enumerated() where Set(webhook.map(\.id)) != ids {
            operation("add", "/webhooks/\(index)/clientConfig/caBundle", encoded, &json)
        }
        json.endArray()
        return ObjectChange(.jsonPatch, json.bytes)
    }

    private func operation(_ name: String, _ path: String, _ value: String, _ json: inout JSONWriter) {
        json.beginObject()
        json.key("op")
        json.string(name)
        json.key("path")
        json.string(path)
        json.key("value")
        json.string(value)
        json.endObject()
    }
}
