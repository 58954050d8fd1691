import JSON

/// The paths of a rule, each made when it is asked for.
package struct IngressPaths: RandomAccessCollection, Sendable {
    private let document: JSONDocument
    private let ruleIndex: Int
    private let hostNode: JSONNode?
    private var entries: [IngressPath.Nodes] = []

    /// None yet, of the rule at `index`.
    init(_ document: JSONDocument, rule index: Int, host: JSONNode? = nil) {
        self.document = document
        ruleIndex = index
        hostNode = host
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { entries.count }

    package subscript(index: Int) -> IngressPath {
        IngressPath(document, rule: ruleIndex, index: index, host: hostNode, entries[index])
    }

    /// The bytes of the path at `index`; see ``IngressPath/withPath(_:)``.
    package func withPath(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        entries[index].withPath(document, body)
    }

    mutating func read(
        _ reader: inout ObjectReader,
        of http: JSONNode,
        _ rule: IngressRule,
        _ traits: inout IngressTraits
    ) {
        guard let list = reader.array("paths", of: http, rule.field.key("http")) else { return }
        let elements = reader.elements(of: list, rule.field.key("http").key("paths"))
        entries.reserveCapacity(elements.count)
        for element in elements {
            let nodes = IngressPath.Nodes(usual: element, document) ?? read(&reader, element)
            traits.formUnion(nodes.traits(document))
            entries.append(nodes)
        }
    }

    /// A path that is not as most are; says what is wrong with it.
    private func read(_ reader: inout ObjectReader, _ element: JSONNode) -> IngressPath.Nodes {
        var nodes = IngressPath.Nodes()
        let blank = IngressPath(document, rule: ruleIndex, index: entries.count, host: hostNode, nodes)
        if reader.isObject(element, blank.field) { nodes.read(&reader, element, of: blank) }
        return nodes
    }

    /// Gives paths without type the one that the API server gives them in `v1beta1`.
    ///
    /// Source: kubernetes/kubernetes `pkg/apis/networking/v1beta1/defaults.go`, SetDefaults_HTTPIngressPath.
    mutating func fillInTypes() {
        for index in entries.indices { entries[index].isTypeFilledIn = entries[index].type == nil }
    }
}
