import JSON

/// One path of a rule; its texts are decoded when they are asked for, and most rules ask for none of them.
package struct IngressPath: Sendable {
    package let ruleIndex: Int
    package let index: Int
    private let document: JSONDocument
    private let hostNode: JSONNode?
    private var pathNode: JSONNode?
    private var typeNode: JSONNode?
    private var backendNodes: IngressBackend.Nodes?
    private var isTypeFilledIn = false

    /// The host of its rule.
    package var host: String { document.text(orEmpty: hostNode) }
    /// Empty when absent.
    package var path: String { document.text(orEmpty: pathNode) }
    /// As written; empty when absent (v1beta1 only), which is not the same as ``writtenEmpty``.
    package var pathType: String {
        if isTypeFilledIn { return "ImplementationSpecific" }
        guard let typeNode else { return "" }
        let text = document.text(orEmpty: typeNode)
        return text.isEmpty ? Self.writtenEmpty : text
    }
    /// Stands for a path type that is there and empty, which no API server takes and saved files may have.
    package static let writtenEmpty = "\"\""
    package var backend: IngressBackend? { backendNodes.map { IngressBackend(document, $0) } }

    /// The bytes of ``path``, without a copy unless it is written with escapes.
    ///
    /// Not generic: across modules that would cost more than what is done with the bytes.
    package func withPath(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        guard let pathNode else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
        document.withUTF8(pathNode, body)
    }

    package var field: FieldPath {
        FieldPath(components: [
            .key("spec"), .key("rules"), .element(index: ruleIndex, identity: host), .key("http"), .key("paths"),
            .element(index: index, identity: path),
        ])
    }

    /// Of its backend.
    package var servicePortField: FieldPath {
        let backend = field.key("backend")
        return self.backend?.portField(in: backend) ?? backend.key("service").key("port")
    }

    package var serviceNameField: FieldPath {
        let backend = field.key("backend")
        return self.backend?.nameField(in: backend) ?? backend.key("service").key("name")
    }

    /// Gives a path without type the one that the API server gives it in `v1beta1`.
    ///
    /// Source: kubernetes/kubernetes `pkg/apis/networking/v1beta1/defaults.go`, SetDefaults_HTTPIngressPath.
    mutating func fillInType() { isTypeFilledIn = typeNode == nil }

    private init(_ document: JSONDocument, rule: Int, index: Int, host: JSONNode?) {
        self.document = document
        ruleIndex = rule
        self.index = index
        hostNode = host
    }

    static func read(
        _ reader: inout ObjectReader,
        of http: JSONNode,
        _ rule: IngressRule,
        host: JSONNode?,
        _ traits: inout IngressTraits
    ) -> [IngressPath] {
        guard let list = reader.array("paths", of: http, rule.field.key("http")) else { return [] }
        let elements = reader.elements(of: list, rule.field.key("http").key("paths"))
        var paths: [IngressPath] = []
        paths.reserveCapacity(elements.count)
        var index = 0
        for element in elements {
            var path = IngressPath(reader.document, rule: rule.index, index: index, host: host)
            if reader.isObject(element, path.field) { path.read(&reader, element) }
            traits.formUnion(path.traits)
            paths.append(path)
            index &+= 1
        }
        return paths
    }

    private mutating func read(_ reader: inout ObjectReader, _ element: JSONNode) {
        var (pathNode, typeNode, backendNode): (JSONNode?, JSONNode?, JSONNode?)
        document.eachMember(of: element) { key, value in
            if key == "path" {
                pathNode = value
            } else if key == "pathType" {
                typeNode = value
            } else if key == "backend" {
                backendNode = value
            }
        }
        self.pathNode = reader.text(pathNode, field.key("path"))
        self.typeNode = reader.text(typeNode, field.key("pathType"))
        if let backend = reader.object(backendNode, field.key("backend")) {
            backendNodes = IngressBackend.Nodes(&reader, backend, field.key("backend"))
        }
    }

    private var traits: IngressTraits {
        var traits: IngressTraits = []
        withPath { traits = IngressTraits.path($0) }
        if let typeNode {
            if document.string(typeNode, equals: "Prefix") {
            } else if document.string(typeNode, equals: "Exact") {
                traits.insert(.exactPath)
            } else if document.string(typeNode, equals: "ImplementationSpecific") {
                traits.insert(.implementationSpecificPath)
            } else {
                traits.insert(.otherPathType)
            }
        } else {
            traits.insert(.otherPathType)
        }
        return traits.union(backendNodes?.traits(document) ?? .noService)
    }
}

extension JSONDocument {
    func text(orEmpty node: JSONNode?) -> String { node.flatMap { string($0) } ?? "" }
}
