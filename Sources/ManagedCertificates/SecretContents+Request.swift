import JSON
import Kubernetes
import KubernetesClient

/// The Secret as it goes to the API server.
extension SecretContents {
    /// For a Secret that does not exist yet.
    func creation(namespace: String, name: String) -> ObjectChange {
        var json = JSONWriter(capacity: 8192)
        json.beginObject()
        json.key("apiVersion")
        json.string("v1")
        json.key("kind")
        json.string("Secret")
        json.key("type")
        json.string("Opaque")
        json.key("metadata")
        json.beginObject()
        json.key("namespace")
        json.string(namespace)
        json.key("name")
        json.string(name)
        json.endObject()
        write(to: &json)
        json.endObject()
        return ObjectChange(.create, json.bytes)
    }

    /// Only if the Secret is still the one of this version; what else it has stays.
    func change(of resourceVersion: String) -> ObjectChange {
        var json = JSONWriter(capacity: 8192)
        json.beginObject()
        json.key("metadata")
        json.beginObject()
        json.key("resourceVersion")
        json.string(resourceVersion)
        json.endObject()
        write(to: &json)
        json.endObject()
        return ObjectChange(.mergePatch, json.bytes)
    }

    private func write(to json: inout JSONWriter) {
        json.key("data")
        json.beginObject()
        for (name, value) in [
            (Key.chain, chain), (Key.key, key), (Key.bundle, bundle), (Key.authorityKeys, authorityKeys),
        ] where !value.isEmpty {
            json.key(name)
            json.string(Base64.encode(value))
        }
        json.endObject()
    }
}
