import JSON

package struct IngressBackend: Sendable {
    private let document: JSONDocument
    private let nodes: Nodes

    init(_ document: JSONDocument, _ nodes: Nodes) {
        self.document = document
        self.nodes = nodes
    }

    /// Empty when the backend names none.
    package var serviceName: String { document.text(orEmpty: nodes.name) }
    /// A `resource` reference instead of a Service.
    package var hasResource: Bool { nodes.hasResource }
    package var hasService: Bool { nodes.hasService }
    /// With `serviceName` and `servicePort`, as in `v1beta1`.
    package var isBeta: Bool { nodes.isBeta }

    /// Where the name of the Service stands in a backend at `field`.
    package func nameField(in field: FieldPath) -> FieldPath {
        isBeta ? field.key("serviceName") : field.key("service").key("name")
    }

    package func portField(in field: FieldPath) -> FieldPath {
        isBeta ? field.key("servicePort") : field.key("service").key("port")
    }

    package var port: IngressBackendPort {
        switch nodes.port {
        case .none: .none
        case .number(let number): .number(Int(number))
        case .name(let node): .name(document.text(orEmpty: node))
        }
    }

    static func read(
        _ reader: inout ObjectReader,
        _ name: StaticString,
        of node: JSONNode,
        _ path: @autoclosure () -> FieldPath
    ) -> IngressBackend? {
        guard let backend = reader.object(name, of: node, path()) else { return nil }
        return IngressBackend(reader.document, Nodes(&reader, backend, path().key("\(name)")))
    }
}

package enum IngressBackendPort: Hashable, Sendable {
    case none
    case number(Int)
    case name(String)
}

extension IngressBackend {
    /// Where the parts of a backend stand.
    struct Nodes: Sendable {
        enum Port: Sendable {
            case none
            /// Not 0, which counts as absent.
            case number(Int32)
            /// Not empty.
            case name(JSONNode)
        }

        private(set) var name: JSONNode?
        private(set) var port = Port.none
        let hasResource: Bool
        private(set) var hasService = false
        private(set) var isBeta = false

        /// Reads a Service by name and number of its port, and nil from anything else.
        init?(usual backend: JSONNode, _ document: JSONDocument) {
            guard let service = document.onlyMember("service", of: backend), document.count(service) == 2 else {
                return nil
            }
            var (nameNode, portNode): (JSONNode?, JSONNode?)
            document.eachMember(of: service) { key, value in
                if key == "name" {
                    nameNode = value
                } else if key == "port" {
                    portNode = value
                }
            }
            guard let name = nameNode, let portNode, document.isString(name),
                let number = document.onlyMember("number", of: portNode).flatMap(document.integer),
                let number = Int32(exactly: number), number != 0
            else { return nil }
            self.name = name
            port = .number(number)
            hasResource = false
            hasService = true
        }

        init(_ reader: inout ObjectReader, _ backend: JSONNode, _ path: @autoclosure () -> FieldPath) {
            var (resource, service, serviceName): (JSONNode?, JSONNode?, JSONNode?)
            reader.document.eachMember(of: backend) { key, value in
                if key == "service" {
                    service = value
                } else if key == "resource" {
                    resource = value
                } else if key == "serviceName" {
                    serviceName = value
                }
            }
            hasResource = reader.object(resource, path().key("resource")) != nil
            if let service = reader.object(service, path().key("service")) {
                hasService = true
                readService(&reader, service, path().key("service"))
            } else if let legacy = reader.text(serviceName, path().key("serviceName")) {
                hasService = true
                isBeta = true
                name = legacy
                port = Self.intOrString(reader.document.member("servicePort", of: backend), reader.document)
            }
        }

        private mutating func readService(
            _ reader: inout ObjectReader,
            _ service: JSONNode,
            _ path: @autoclosure () -> FieldPath
        ) {
            var (name, port): (JSONNode?, JSONNode?)
            reader.document.eachMember(of: service) { key, value in
                if key == "name" {
                    name = value
                } else if key == "port" {
                    port = value
                }
            }
            self.name = reader.text(name, path().key("name"))
            if let port = reader.object(port, path().key("port")) { readPort(&reader, port, path().key("port")) }
        }

        private mutating func readPort(
            _ reader: inout ObjectReader,
            _ node: JSONNode,
            _ path: @autoclosure () -> FieldPath
        ) {
            var (number, name): (JSONNode?, JSONNode?)
            reader.document.eachMember(of: node) { key, value in
                if key == "number" {
                    number = value
                } else if key == "name" {
                    name = value
                }
            }
            if let number = reader.integer(number, path().key("number")), number != 0 {
                port = .number(number)
            } else if let name = reader.text(name, path().key("name")), reader.document.hasText(name) {
                port = .name(name)
            }
        }

        /// `servicePort` of v1beta1.
        private static func intOrString(_ node: JSONNode?, _ document: JSONDocument) -> Port {
            guard let node else { return .none }
            if let number = document.integer(node).flatMap(Int32.init(exactly:)) { return .number(number) }
            return document.hasText(node) ? .name(node) : .none
        }

        func traits(_ document: JSONDocument) -> IngressTraits {
            guard hasService, let name, document.hasText(name) else { return .noService }
            let isReserved = document.withUTF8(name) { $0.starts(with: IngressTraits.reservedServicePrefix) } ?? false
            let traits: IngressTraits = isReserved ? .reservedServiceName : []
            if case .number = port { return traits }
            return traits.union(.unnumberedPort)
        }
    }
}

extension JSONDocument {
    /// Whether a string node is not empty.
    fileprivate func hasText(_ node: JSONNode) -> Bool { range(node).count > 2 && kind(node).isString }
}

extension JSONKind {
    fileprivate var isString: Bool { if case .string = self { true } else { false } }
}
