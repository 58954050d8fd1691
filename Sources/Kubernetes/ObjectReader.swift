package import JSON

/// Reads fields of one object leniently: absent and null are nil, another type is nil and a ``ShapeProblem``.
package struct ObjectReader {
    package let document: JSONDocument
    package private(set) var problems: [ShapeProblem] = []

    package init(_ document: JSONDocument) {
        self.document = document
    }

    package mutating func string(
        _ name: StaticString,
        of node: JSONNode,
        _ path: @autoclosure () -> FieldPath
    ) -> String? {
        guard let value = present(name, of: node) else { return nil }
        if let text = document.string(value) { return text }
        mismatch(path().key("\(name)"), .string, value)
        return nil
    }

    package mutating func object(
        _ name: StaticString,
        of node: JSONNode,
        _ path: @autoclosure () -> FieldPath
    ) -> JSONNode? {
        guard let value = present(name, of: node) else { return nil }
        if document.kind(value) == .object { return value }
        mismatch(path().key("\(name)"), .object, value)
        return nil
    }

    package mutating func array(
        _ name: StaticString,
        of node: JSONNode,
        _ path: @autoclosure () -> FieldPath
    ) -> JSONNode? {
        guard let value = present(name, of: node) else { return nil }
        if document.kind(value) == .array { return value }
        mismatch(path().key("\(name)"), .list, value)
        return nil
    }

    /// A Go `int32`: an integer literal without fraction or exponent.
    package mutating func integer(
        _ name: StaticString,
        of node: JSONNode,
        _ path: @autoclosure () -> FieldPath
    ) -> Int? {
        guard let value = present(name, of: node) else { return nil }
        if let number = document.integer(value), Int32(exactly: number) != nil { return number }
        mismatch(path().key("\(name)"), .integer, value)
        return nil
    }

    package mutating func boolean(
        _ name: StaticString,
        of node: JSONNode,
        _ path: @autoclosure () -> FieldPath
    ) -> Bool? {
        guard let value = present(name, of: node) else { return nil }
        if let flag = document.boolean(value) { return flag }
        mismatch(path().key("\(name)"), .boolean, value)
        return nil
    }

    /// Whether an element is an object; null elements decode to zero values in Go and are passed over.
    package mutating func isObject(_ element: JSONNode, _ path: @autoclosure () -> FieldPath) -> Bool {
        switch document.kind(element) {
        case .object: return true
        case .null: return false
        default:
            mismatch(path(), .object, element)
            return false
        }
    }

    package mutating func mismatch(_ path: FieldPath, _ expected: ShapeProblem.Expected, _ value: JSONNode) {
        problems.append(ShapeProblem(path: path, expected: expected, value: JSONValue(document, value)))
    }

    private func present(_ name: StaticString, of node: JSONNode) -> JSONNode? {
        guard let value = document.member(name, of: node), document.kind(value) != .null else { return nil }
        return value
    }
}

extension ObjectReader {
    /// A list of strings; a null element reads as the empty string, as Go decodes it.
    package mutating func strings(
        _ name: StaticString,
        of node: JSONNode,
        _ path: @autoclosure () -> FieldPath
    ) -> [String] {
        guard let list = array(name, of: node, path()) else { return [] }
        var texts: [String] = []
        for (index, element) in document.elements(list).enumerated() {
            if let text = document.string(element) {
                texts.append(text)
            } else if document.kind(element) == .null {
                texts.append("")
            } else {
                mismatch(path().key("\(name)").index(index), .string, element)
            }
        }
        return texts
    }
}
