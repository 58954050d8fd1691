package import JSON

/// A `networking.k8s.io/v1` IngressClass.
package struct IngressClass: Sendable {
    package var metadata: ObjectMeta
    package var controller: String
    /// Nil when `spec.parameters` is absent.
    package var parameters: Parameters?
    package var shape: ObjectShape

    package struct Parameters: Hashable, Sendable {
        package var apiGroup: String
        package var kind: String
        package var name: String
        package var scope: String
        package var namespace: String
    }

    package init(_ document: JSONDocument, _ object: JSONNode) {
        var reader = ObjectReader(document)
        metadata = ObjectMeta(reading: &reader, object: object)
        controller = ""
        if let spec = reader.object("spec", of: object, FieldPath.root) {
            let path = FieldPath.spec
            controller = reader.string("controller", of: spec, path) ?? ""
            if let node = reader.object("parameters", of: spec, path) {
                let inner = path.key("parameters")
                parameters = Parameters(
                    apiGroup: reader.string("apiGroup", of: node, inner) ?? "",
                    kind: reader.string("kind", of: node, inner) ?? "",
                    name: reader.string("name", of: node, inner) ?? "",
                    scope: reader.string("scope", of: node, inner) ?? "",
                    namespace: reader.string("namespace", of: node, inner) ?? ""
                )
            }
        }
        shape = reader.shape
    }

    /// The annotation that makes the built-in plugin fill this class in.
    package var isDefault: Bool { metadata.annotations["ingressclass.kubernetes.io/is-default-class"] == "true" }
}
