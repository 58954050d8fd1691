package import JSON

/// A core Service, as far as an ALB backend needs it.
package struct Service: Sendable {
    package var metadata: ObjectMeta
    /// `ClusterIP` when absent.
    package var type: String
    /// Whether `type` was there; the API server always fills it in, manifests often lack it.
    package var declaresType: Bool
    package var clusterIP: String
    package var ports: [Port]
    package var hasSelector: Bool
    package var shape: ObjectShape

    package struct Port: Hashable, Sendable {
        package var name: String
        package var port: Int
    }

    package init(_ document: JSONDocument, _ object: JSONNode) {
        var reader = ObjectReader(document)
        metadata = ObjectMeta(reading: &reader, object: object)
        type = "ClusterIP"
        declaresType = false
        clusterIP = ""
        ports = []
        hasSelector = false
        if let spec = reader.object("spec", of: object, FieldPath.root) {
            let path = FieldPath.spec
            let written = reader.string("type", of: spec, path) ?? ""
            if !written.isEmpty {
                type = written
                declaresType = true
            }
            clusterIP = reader.string("clusterIP", of: spec, path) ?? ""
            hasSelector = reader.object("selector", of: spec, path).map { document.count($0) > 0 } ?? false
            if let list = reader.array("ports", of: spec, path) {
                for (index, element) in reader.elements(of: list, path.key("ports")).enumerated() {
                    let here = path.key("ports").index(index)
                    guard reader.isObject(element, here) else { continue }
                    ports.append(
                        Port(
                            name: reader.string("name", of: element, here) ?? "",
                            port: reader.integer("port", of: element, here) ?? 0
                        )
                    )
                }
            }
        }
        shape = reader.shape
    }
}
