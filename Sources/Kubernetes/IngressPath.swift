import JSON

/// One path of a rule; its texts are decoded when they are asked for, and most rules ask for none of them.
package struct IngressPath: Sendable {
    package let ruleIndex: Int
    package let index: Int
    private let document: JSONDocument
    private let hostNode: JSONNode?
    private let nodes: Nodes

    /// The host of its rule.
    package var host: String { document.text(orEmpty: hostNode) }
    /// Empty when absent.
    package var path: String { document.text(orEmpty: nodes.path) }
    /// As written; empty when absent (v1beta1 only), which is not the same as ``writtenEmpty``.
    package var pathType: String {
        if nodes.isTypeFilledIn { return "ImplementationSpecific" }
        guard let typeNode = nodes.type else { return "" }
        let text = document.text(orEmpty: typeNode)
        return text.isEmpty ? Self.writtenEmpty : text
    }
    /// Stands for a path type that is there and empty, which no API server takes and saved files may have.
    package static let writtenEmpty = "\"\""
    package var backend: IngressBackend? { nodes.backend.map { IngressBackend(document, $0) } }

    /// The bytes of ``path``, without a copy unless it is written with escapes.
    ///
    /// Not generic: across modules that would cost more than what is done with the bytes.
    package func withPath(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        nodes.withPath(document, body)
    }

    package var field: FieldPath {
        FieldPath(components: [
            .key("spec"), .key("rules"), .element(index: ruleIndex, identity: host), .key("http"), .key("paths"),
            .element(index: index, identity: path),
        ])
    }

    /// The field of a path that is being read, whose text stands at a node.
    fileprivate func field(at node: JSONNode?) -> FieldPath {
        IngressPath(document, rule: ruleIndex, index: index, host: hostNode, Nodes(path: node)).field
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

    init(_ document: JSONDocument, rule: Int, index: Int, host: JSONNode?, _ nodes: Nodes) {
        self.document = document
        ruleIndex = rule
        self.index = index
        hostNode = host
        self.nodes = nodes
    }
}

extension IngressPath {
    /// Where its parts stand; nothing in it is counted, so that lists of it cost little.
    struct Nodes: Sendable {
        var path: JSONNode?
        var type: JSONNode?
        var backend: IngressBackend.Nodes?
        var isTypeFilledIn = false

        @inline(__always)
        func withPath(_ document: JSONDocument, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
            guard let path else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
            document.withUTF8(path, body)
        }

        init(path: JSONNode? = nil) {
            self.path = path
        }

        /// Reads what nearly every path is, and nil from any other.
        init?(usual element: JSONNode, _ document: JSONDocument) {
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
            guard let path = pathNode, let type = typeNode, let backendNode, document.isString(path),
                document.isString(type),
                let backend = IngressBackend.Nodes(usual: backendNode, document)
            else { return nil }
            self.path = path
            self.type = type
            self.backend = backend
        }

        mutating func read(_ reader: inout ObjectReader, _ element: JSONNode, of blank: borrowing IngressPath) {
            var (path, type, backend): (JSONNode?, JSONNode?, JSONNode?)
            reader.document.eachMember(of: element) { key, value in
                if key == "path" {
                    path = value
                } else if key == "pathType" {
                    type = value
                } else if key == "backend" {
                    backend = value
                }
            }
            self.path = reader.text(path, blank.field(at: path).key("path"))
            self.type = reader.text(type, blank.field(at: path).key("pathType"))
            if let backend = reader.object(backend, blank.field(at: path).key("backend")) {
                self.backend = IngressBackend.Nodes(&reader, backend, blank.field(at: path).key("backend"))
            }
        }

        func traits(_ document: JSONDocument) -> IngressTraits {
            var traits: IngressTraits = []
            withPath(document) { traits = IngressTraits.path($0) }
            if let type {
                if document.string(type, equals: "Prefix") {
                } else if document.string(type, equals: "Exact") {
                    traits.insert(.exactPath)
                } else if document.string(type, equals: "ImplementationSpecific") {
                    traits.insert(.implementationSpecificPath)
                } else {
                    traits.insert(.otherPathType)
                }
            } else {
                traits.insert(.otherPathType)
            }
            return traits.union(backend?.traits(document) ?? .noService)
        }
    }
}

extension JSONDocument {
    func text(orEmpty node: JSONNode?) -> String { node.flatMap { string($0) } ?? "" }

    @inline(__always)
    func isString(_ node: JSONNode) -> Bool { if case .string = kind(node) { true } else { false } }

    /// The value of an object's member `name`, if the object has no other.
    @inline(__always)
    func onlyMember(_ name: StaticString, of object: JSONNode) -> JSONNode? {
        guard count(object) == 1 else { return nil }
        var found: JSONNode?
        eachMember(of: object) { key, value in if key == name { found = value } }
        return found
    }
}
