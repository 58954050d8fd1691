package import JSON

/// A `networking.k8s.io/v1` Ingress (v1beta1 backends are understood too).
package struct Ingress: Sendable {
    package var metadata: ObjectMeta
    package var ingressClassName: String?
    package var defaultBackend: IngressBackend?
    package var tls: [IngressTLS]
    package var rules: [IngressRule]
    /// What occurs among the rules.
    package var traits: IngressTraits
    package var shape: ObjectShape

    package init(_ document: JSONDocument, _ object: JSONNode) {
        var reader = ObjectReader(document)
        metadata = ObjectMeta(reading: &reader, object: object)
        tls = []
        rules = []
        traits = []
        let path = FieldPath("spec")
        if let spec = reader.object("spec", of: object, FieldPath.root) {
            ingressClassName = reader.string("ingressClassName", of: spec, path)
            defaultBackend = IngressBackend.read(&reader, "defaultBackend", of: spec, path)
            tls = IngressTLS.read(&reader, of: spec, path)
            rules = IngressRule.read(&reader, of: spec, path, &traits)
        }
        shape = reader.shape
        if traits.contains(.otherPathType), Self.isBeta(document, object) { convertPathTypes() }
    }

    /// `networking.k8s.io/v1beta1` and `extensions/v1beta1`, where a pathType may be absent.
    private static func isBeta(_ document: JSONDocument, _ object: JSONNode) -> Bool {
        document.member("apiVersion", of: object).flatMap { document.string($0) }?.hasSuffix("/v1beta1") ?? false
    }

    /// As the API server does (kubernetes/kubernetes pkg/apis/networking/v1beta1/defaults.go, SetDefaults_HTTPIngressPath).
    private mutating func convertPathTypes() {
        for rule in rules.indices {
            for path in rules[rule].paths.indices where rules[rule].paths[path].pathType.isEmpty {
                rules[rule].paths[path].pathType = "ImplementationSpecific"
                traits.insert(.implementationSpecificPath)
            }
        }
    }

    /// Metadata and class alone, for telling whose an Ingress is.
    package init(classOf object: JSONNode, in document: JSONDocument) {
        var reader = ObjectReader(document)
        metadata = ObjectMeta(reading: &reader, object: object)
        tls = []
        rules = []
        traits = []
        if let spec = reader.object("spec", of: object, FieldPath.root) {
            ingressClassName = reader.string("ingressClassName", of: spec, FieldPath("spec"))
        }
        shape = reader.shape
    }

    /// Every path of every rule, in the order written.
    package var paths: some Sequence<IngressPath> { rules.lazy.flatMap(\.paths) }
}

package struct IngressTLS: Sendable {
    package var index: Int
    package var hosts: [String]
    package var secretName: String

    package var field: FieldPath { FieldPath("spec", "tls").index(index, identity: "\(secretName) \(hosts.sorted())") }

    static func read(_ reader: inout ObjectReader, of spec: JSONNode, _ path: FieldPath) -> [IngressTLS] {
        guard let list = reader.array("tls", of: spec, path) else { return [] }
        var entries: [IngressTLS] = []
        for (index, element) in reader.elements(of: list, path.key("tls")).enumerated() {
            var entry = IngressTLS(index: index, hosts: [], secretName: "")
            if reader.isObject(element, path.key("tls").index(index)) {
                entry.secretName = reader.string("secretName", of: element, path.key("tls").index(index)) ?? ""
                entry.hosts = reader.strings("hosts", of: element, path.key("tls").index(index))
            }
            entries.append(entry)
        }
        return entries
    }
}

package struct IngressRule: Sendable {
    package var index: Int
    /// Empty for a rule that matches every host.
    package var host: String
    /// A rule may lack `http` altogether; then it has no paths.
    package var hasHTTP: Bool
    package var paths: [IngressPath]

    package var field: FieldPath { FieldPath("spec", "rules").index(index, identity: host) }

    static func read(
        _ reader: inout ObjectReader,
        of spec: JSONNode,
        _ path: FieldPath,
        _ traits: inout IngressTraits
    ) -> [IngressRule] {
        guard let list = reader.array("rules", of: spec, path) else { return [] }
        var rules: [IngressRule] = []
        for (index, element) in reader.elements(of: list, path.key("rules")).enumerated() {
            var rule = IngressRule(index: index, host: "", hasHTTP: false, paths: [])
            if reader.isObject(element, path.key("rules").index(index)) {
                rule.host = reader.string("host", of: element, path.key("rules").index(index)) ?? ""
                if let http = reader.object("http", of: element, path.key("rules").index(index)) {
                    rule.hasHTTP = true
                    rule.paths = IngressPath.read(&reader, of: http, rule, &traits)
                }
            }
            traits.formUnion(rule.host.withContiguousUTF8(IngressTraits.host))
            if rule.paths.isEmpty { traits.insert(.ruleWithoutPaths) }
            rules.append(rule)
        }
        return rules
    }
}

package struct IngressPath: Sendable {
    package var ruleIndex: Int
    package var index: Int
    /// The host of its rule.
    package var host: String
    /// Empty when absent.
    package var path: String
    /// As written; empty when absent (v1beta1 only).
    package var pathType: String
    package var backend: IngressBackend?

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

    static func read(
        _ reader: inout ObjectReader,
        of http: JSONNode,
        _ rule: IngressRule,
        _ traits: inout IngressTraits
    ) -> [IngressPath] {
        guard let list = reader.array("paths", of: http, rule.field.key("http")) else { return [] }
        let elements = reader.elements(of: list, rule.field.key("http").key("paths"))
        var paths: [IngressPath] = []
        paths.reserveCapacity(elements.underestimatedCount)
        for (index, element) in elements.enumerated() {
            var path = IngressPath(ruleIndex: rule.index, index: index, host: rule.host, path: "", pathType: "")
            if reader.isObject(element, path.field) {
                path.path = reader.string("path", of: element, path.field) ?? ""
                path.pathType = reader.word("pathType", of: element, path.field) ?? ""
                path.backend = IngressBackend.read(&reader, "backend", of: element, path.field)
            }
            traits.formUnion(path.traits)
            paths.append(path)
        }
        return paths
    }

    private var traits: IngressTraits {
        var traits = path.withContiguousUTF8(IngressTraits.path)
        switch pathType {
        case "Prefix": break
        case "Exact": traits.insert(.exactPath)
        case "ImplementationSpecific": traits.insert(.implementationSpecificPath)
        default: traits.insert(.otherPathType)
        }
        guard let backend, backend.hasService, !backend.serviceName.isEmpty else { return traits.union(.noService) }
        if case .number = backend.port { return traits }
        return traits.union(.unnumberedPort)
    }
}

extension String {
    /// The UTF-8 without a copy, as it is native in every text that was decoded from JSON.
    @inline(__always)
    fileprivate func withContiguousUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
        return Array(utf8).withUnsafeBufferPointer(body)
    }
}

package struct IngressBackend: Sendable {
    /// Empty when the backend names none.
    package var serviceName: String
    package var port: IngressBackendPort
    /// A `resource` reference instead of a Service.
    package var hasResource: Bool
    package var hasService: Bool
    /// With `serviceName` and `servicePort`, as in `v1beta1`.
    package var isBeta = false

    static func read(
        _ reader: inout ObjectReader,
        _ name: StaticString,
        of node: JSONNode,
        _ path: @autoclosure () -> FieldPath
    ) -> IngressBackend? {
        guard let backend = reader.object(name, of: node, path()) else { return nil }
        var result = IngressBackend(serviceName: "", port: .none, hasResource: false, hasService: false)
        result.hasResource = reader.object("resource", of: backend, path().key("\(name)")) != nil
        if let service = reader.object("service", of: backend, path().key("\(name)")) {
            result.hasService = true
            result.readService(&reader, service, path().key("\(name)").key("service"))
        } else if let legacy = reader.string("serviceName", of: backend, path().key("\(name)")) {
            result.hasService = true
            result.isBeta = true
            result.serviceName = legacy
            result.port = IngressBackendPort(intOrString: reader.document.member("servicePort", of: backend), reader)
        }
        return result
    }

    /// Where the name of the Service stands in a backend at `field`.
    package func nameField(in field: FieldPath) -> FieldPath {
        isBeta ? field.key("serviceName") : field.key("service").key("name")
    }

    package func portField(in field: FieldPath) -> FieldPath {
        isBeta ? field.key("servicePort") : field.key("service").key("port")
    }

    private mutating func readService(
        _ reader: inout ObjectReader,
        _ service: JSONNode,
        _ path: @autoclosure () -> FieldPath
    ) {
        serviceName = reader.string("name", of: service, path()) ?? ""
        guard let node = reader.object("port", of: service, path()) else { return }
        if let number = reader.integer("number", of: node, path().key("port")), number != 0 {
            port = .number(number)
        } else if let name = reader.string("name", of: node, path().key("port")), !name.isEmpty {
            port = .name(name)
        }
    }
}

package enum IngressBackendPort: Hashable, Sendable {
    case none
    case number(Int)
    case name(String)

    init(intOrString node: JSONNode?, _ reader: ObjectReader) {
        guard let node else {
            self = .none
            return
        }
        if let number = reader.document.integer(node) {
            self = .number(number)
        } else if let name = reader.document.string(node) {
            self = .name(name)
        } else {
            self = .none
        }
    }
}
