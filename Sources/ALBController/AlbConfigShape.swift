package import JSON
package import Kubernetes

/// How an AlbConfig differs from ``AlbConfigSchema``.
package enum AlbConfigShapeProblem: Sendable {
    /// Go cannot decode the object; the field is known to controllers of this generation and later.
    case wrongType(FieldPath, expected: AlbConfigSchema.FieldType, JSONValue, since: AlbConfigSchema.Generation)
    /// `null` in the list of listeners decodes to a nil pointer.
    case nullListener(FieldPath)
    /// A key that no controller knows.
    case unknownKey(FieldPath, name: String, AlbConfigSchema.Table)
    /// A field that not every controller reads, or that not every one honours, holds more than its zero value.
    case used(FieldPath, AlbConfigSchema.Field)
}

/// Walks an AlbConfig along the schema, with the semantics of Go's `encoding/json` for structs, case-sensitively as
/// apimachinery decodes.
///
/// Lists and maps are cut as ``JSONValue`` cuts them. Subtrees that the schema does not know are not entered, so its depth bounds the recursion.
package struct AlbConfigShape {
    package private(set) var problems: [AlbConfigShapeProblem] = []
    private let document: JSONDocument
    private let ignoresCase: Bool

    package init(_ config: AlbConfig) {
        document = config.source.document
        ignoresCase = config.ignoresCase
        visit(config.source.node, .object(AlbConfigSchema.root), .root, .legacy)
    }

    /// Whether a value could stand in a field without any objection.
    package static func allows(_ value: JSONValue, in type: AlbConfigSchema.FieldType) -> Bool {
        var shape = AlbConfigShape(document: value.document)
        shape.visit(value.node, type, .root, .ack)
        return shape.problems.isEmpty
    }

    private init(document: JSONDocument) {
        self.document = document
        ignoresCase = false
    }

    /// `since`: the first generation that decodes the value, and so trips over it.
    private mutating func visit(
        _ node: JSONNode,
        _ type: AlbConfigSchema.FieldType,
        _ path: FieldPath,
        _ since: AlbConfigSchema.Generation
    ) {
        let kind = document.kind(node)
        guard kind != .null else { return }
        switch type {
        case .anything: break
        case .string: check(kind == .string, type, node, path, since)
        case .boolean: check(kind == .boolean, type, node, path, since)
        case .integer: check(document.integer(node) != nil, type, node, path, since)
        case .integerOrString:
            let isInteger = document.integer(node).map { Int32(exactly: $0) != nil } ?? false
            check(isInteger || kind == .string, type, node, path, since)
        case .object(let table):
            guard check(kind == .object, type, node, path, since) else { return }
            visitMembers(node, table, path, since)
        case .list(let element, let identity):
            guard check(kind == .array, type, node, path, since) else { return }
            for (index, node) in document.elements(node).prefix(JSONValue.elementLimit).enumerated() {
                let name = JSONValue(document, node)
                let identity = (ignoresCase ? name.member(identity) : name[identity])?.string ?? name.scalarText
                visit(node, element, path.index(index, identity: identity), since)
            }
        case .listeners(let table):
            guard check(kind == .array, type, node, path, since) else { return }
            for (index, node) in document.elements(node).prefix(JSONValue.elementLimit).enumerated() {
                let field = AlbConfigListener(index: index, value: JSONValue(document, node)).field
                if document.kind(node) == .null { problems.append(.nullListener(field)) }
                visit(node, .object(table), field, since)
            }
        }
    }

    private mutating func visitMembers(
        _ object: JSONNode,
        _ table: AlbConfigSchema.Table,
        _ path: FieldPath,
        _ since: AlbConfigSchema.Generation
    ) {
        for (key, value) in document.members(object).prefix(JSONValue.elementLimit) {
            let name = document.string(key) ?? ""
            guard let field = table.field(name) else {
                let meant = AlbConfigSpelling.meant(name, beside: object, table, document)
                if !table.isOpen || meant != nil { problems.append(.unknownKey(path.key(name), name: name, table)) }
                if ignoresCase, let meant { visit(value, meant.type, path.key(name), max(since, meant.since)) }
                continue
            }
            let place = path.key(name)
            if field.remark != nil || field.since > since, !isZero(value) { problems.append(.used(place, field)) }
            visit(value, field.type, place, max(since, field.since))
        }
    }

    @discardableResult
    private mutating func check(
        _ holds: Bool,
        _ expected: AlbConfigSchema.FieldType,
        _ node: JSONNode,
        _ path: FieldPath,
        _ since: AlbConfigSchema.Generation
    ) -> Bool {
        if !holds { problems.append(.wrongType(path, expected: expected, JSONValue(document, node), since: since)) }
        return holds
    }

    /// Whether a value is what the open controllers write for a field that nobody set.
    private func isZero(_ node: JSONNode) -> Bool {
        guard document.kind(node) == .object else { return isZeroScalar(node) }
        return document.members(node).allSatisfy { isZeroScalar($0.value) }
    }

    private func isZeroScalar(_ node: JSONNode) -> Bool {
        switch document.kind(node) {
        case .null: true
        case .boolean: document.boolean(node) == false
        case .number: document.integer(node) == 0
        case .string: document.range(node).count == 2
        case .array, .object: document.count(node) == 0
        }
    }
}
