package import JSON

/// Field names of an AlbConfig in another case than documented, which managed controllers take since 2.14.
enum AlbConfigSpelling {
    /// The object with such names corrected; nil when it has none.
    static func corrected(_ value: JSONValue) -> JSONValue? {
        var search = Search(document: value.document)
        search.visit(value.node, .object(AlbConfigSchema.root))
        guard !search.renames.isEmpty else { return nil }
        let source = value.document.bytes
        let whole = value.document.range(value.node)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(whole.count)
        var position = whole.lowerBound
        for rename in search.renames.sorted(by: { $0.key.lowerBound < $1.key.lowerBound }) {
            bytes += source[position..<rename.key.lowerBound]
            bytes += Array("\"\(rename.name)\"".utf8)
            position = rename.key.upperBound
        }
        bytes += source[position..<whole.upperBound]
        return (try? JSONDocument(parsing: bytes))?.value
    }

    /// The field that an unknown name is read as: one that is not there in its own spelling.
    static func meant(
        _ name: String,
        beside object: JSONNode,
        _ table: AlbConfigSchema.Table,
        _ document: JSONDocument
    ) -> AlbConfigSchema.Field? {
        guard let field = table.fieldIgnoringCase(name), document.member(field.name, of: object) == nil else {
            return nil
        }
        return field
    }

    /// Walks the object along the schema, whose depth bounds the recursion.
    private struct Search {
        let document: JSONDocument
        /// Where such a key is, quotes included, and what it should be; the last of several for one field counts.
        private(set) var renames: [(key: Range<Int>, name: String)] = []

        init(document: JSONDocument) { self.document = document }

        mutating func visit(_ node: JSONNode, _ type: AlbConfigSchema.FieldType) {
            switch type {
            case .object(let table): visitMembers(node, table)
            case .list(of: .object(let table), _), .listeners(let table):
                guard document.kind(node) == .array else { return }
                for element in document.elements(node).prefix(JSONValue.elementLimit) { visitMembers(element, table) }
            default: break
            }
        }

        private mutating func visitMembers(_ object: JSONNode, _ table: AlbConfigSchema.Table) {
            guard document.kind(object) == .object else { return }
            var corrected: [String: Range<Int>] = [:]
            for (key, value) in document.members(object).prefix(JSONValue.elementLimit) {
                let name = document.string(key) ?? ""
                if let field = table.field(name) {
                    visit(value, field.type)
                } else if let field = AlbConfigSpelling.meant(name, beside: object, table, document) {
                    corrected[field.name] = document.range(key)
                    visit(value, field.type)
                }
            }
            for (name, key) in corrected { renames.append((key, name)) }
        }
    }
}

extension AlbConfig {
    package func written(_ place: JSONPointer) -> JSONPointer {
        guard isSpeltOtherwise else { return place }
        let document = source.document
        var tokens = place.tokens
        var node = source.node
        for (index, token) in tokens.enumerated() {
            switch document.kind(node) {
            case .array:
                guard let element = document.node(at: JSONPointer([token]), from: node) else {
                    return JSONPointer(tokens)
                }
                node = element
            case .object:
                guard let (name, value) = Self.member(token, of: node, in: document) else { return JSONPointer(tokens) }
                tokens[index] = name
                node = value
            default: return JSONPointer(tokens)
            }
        }
        return JSONPointer(tokens)
    }

    private static func member(
        _ name: String,
        of object: JSONNode,
        in document: JSONDocument
    ) -> (name: String, value: JSONNode)? {
        if let value = document.member(name, of: object) { return (name, value) }
        let lower = name.lowercased()
        var found: (name: String, value: JSONNode)?
        for (key, value) in document.members(object).prefix(JSONValue.elementLimit) {
            guard let written = document.string(key), written.lowercased() == lower else { continue }
            found = (written, value)
        }
        return found
    }
}
