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
        let path = FieldPath.spec
        if let spec = reader.object("spec", of: object, FieldPath.root) {
            ingressClassName = reader.string("ingressClassName", of: spec, path)
            defaultBackend = IngressBackend.read(&reader, "defaultBackend", of: spec, path)
            tls = IngressTLS.read(&reader, document.member("tls", of: spec))
            rules = IngressRule.read(&reader, document.member("rules", of: spec), &traits)
        }
        shape = reader.shape
        if traits.contains(.otherPathType) || rules.isEmpty, Self.isBeta(document, object) {
            fillInPathTypes()
            readBackend(&reader, object)
        }
    }

    /// `networking.k8s.io/v1beta1` and `extensions/v1beta1`, where a pathType may be absent.
    private static func isBeta(_ document: JSONDocument, _ object: JSONNode) -> Bool {
        document.member("apiVersion", of: object).flatMap { document.string($0) }?.hasSuffix("/v1beta1") ?? false
    }

    /// `spec.backend` is the default backend there.
    private mutating func readBackend(_ reader: inout ObjectReader, _ object: JSONNode) {
        guard defaultBackend == nil, let spec = reader.document.member("spec", of: object) else { return }
        defaultBackend = IngressBackend.read(&reader, "backend", of: spec, FieldPath("spec"))
    }

    /// Where ``defaultBackend`` stands.
    package var defaultBackendField: FieldPath {
        FieldPath("spec", defaultBackend?.isBeta == true ? "backend" : "defaultBackend")
    }

    private mutating func fillInPathTypes() {
        for rule in rules.indices { rules[rule].paths.fillInTypes() }
        traits.insert(.implementationSpecificPath)
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

    package var pathCount: Int { rules.reduce(0) { $0 + $1.paths.count } }

    /// Every path of every rule, in the order written.
    package var paths: some Sequence<IngressPath> { rules.lazy.flatMap(\.paths) }
}

package struct IngressTLS: Sendable {
    package var index: Int
    package var hosts: [String]
    package var secretName: String

    private static let list = FieldPath("spec", "tls")

    package var field: FieldPath { Self.list.index(index, identity: "\(secretName) \(hosts.sorted())") }

    static func read(_ reader: inout ObjectReader, _ value: JSONNode?) -> [IngressTLS] {
        let path = Self.list
        guard let list = reader.array(value, path) else { return [] }
        var entries: [IngressTLS] = []
        for element in reader.elements(of: list, path) {
            let index = entries.count
            var entry = IngressTLS(index: index, hosts: [], secretName: "")
            if reader.isObject(element, path.index(index)) {
                entry.secretName = reader.string("secretName", of: element, path.index(index)) ?? ""
                entry.hosts = reader.strings("hosts", of: element, path.index(index))
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
    package var paths: IngressPaths

    private static let list = FieldPath("spec", "rules")

    package var field: FieldPath { Self.list.index(index, identity: host) }

    static func read(
        _ reader: inout ObjectReader,
        _ value: JSONNode?,
        _ traits: inout IngressTraits
    ) -> [IngressRule] {
        let path = Self.list
        guard let list = reader.array(value, path) else { return [] }
        let elements = reader.elements(of: list, path)
        var rules: [IngressRule] = []
        rules.reserveCapacity(elements.count)
        for element in elements {
            let index = rules.count
            let paths = IngressPaths(reader.document, rule: index)
            var rule = IngressRule(index: index, host: "", hasHTTP: false, paths: paths)
            rule.read(&reader, element, &traits)
            if rule.paths.isEmpty { traits.insert(.ruleWithoutPaths) }
            rules.append(rule)
        }
        return rules
    }

    private mutating func read(
        _ reader: inout ObjectReader,
        _ element: JSONNode,
        _ traits: inout IngressTraits
    ) {
        guard reader.isObject(element, Self.list.index(index)) else {
            traits.insert(.emptyHost)
            return
        }
        let host = reader.document.member("host", of: element)
        let hostNode = reader.text(host, Self.list.index(index).key("host"))
        self.host = reader.document.text(orEmpty: hostNode)
        traits.formUnion(hostNode.flatMap { reader.document.withUTF8($0, IngressTraits.host) } ?? .emptyHost)
        if let http = reader.object("http", of: element, Self.list.index(index)) {
            hasHTTP = true
            var paths = IngressPaths(reader.document, rule: index, host: hostNode)
            paths.read(&reader, of: http, self, &traits)
            self.paths = paths
        }
    }
}
