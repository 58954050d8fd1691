package import JSON

/// Reads fields of one object leniently: absent and null are nil, another type is nil and a ``ShapeProblem``.
///
/// An object has a budget of list elements; what is beyond it is not looked at, and the first list that is cut is noted.
package struct ObjectReader {
    package let document: JSONDocument
    package private(set) var shape = ObjectShape()
    private var elementsLeft = ObjectShape.elementLimit

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

    /// The same for a value that is nearly always one of the three path types, which then need no memory.
    mutating func word(_ name: StaticString, of node: JSONNode, _ path: @autoclosure () -> FieldPath) -> String? {
        if let value = present(name, of: node) {
            if document.string(value, equals: "Prefix") { return "Prefix" }
            if document.string(value, equals: "Exact") { return "Exact" }
            if document.string(value, equals: "ImplementationSpecific") { return "ImplementationSpecific" }
        }
        return string(name, of: node, path())
    }

    package mutating func object(
        _ name: StaticString,
        of node: JSONNode,
        _ path: @autoclosure () -> FieldPath
    ) -> JSONNode? {
        guard let value = present(name, of: node) else { return nil }
        if case .object = document.kind(value) { return value }
        mismatch(path().key("\(name)"), .object, value)
        return nil
    }

    package mutating func array(
        _ name: StaticString,
        of node: JSONNode,
        _ path: @autoclosure () -> FieldPath
    ) -> JSONNode? {
        guard let value = present(name, of: node) else { return nil }
        if case .array = document.kind(value) { return value }
        mismatch(path().key("\(name)"), .list, value)
        return nil
    }

    /// The elements of a list, as far as the budget of the object goes.
    package mutating func elements(
        of list: JSONNode,
        _ path: @autoclosure () -> FieldPath
    ) -> PrefixSequence<JSONElements> {
        let count = document.count(list)
        let admitted = min(count, elementsLeft)
        elementsLeft -= admitted
        if admitted < count, shape.longList == nil {
            shape.longList = LongList(path: path(), count: count, limit: ObjectShape.elementLimit)
        }
        return document.elements(list).prefix(admitted)
    }

    /// Notes a map with more members than any object needs; it is read whole all the same.
    mutating func noteMap(_ map: JSONNode, _ path: @autoclosure () -> FieldPath) {
        guard document.count(map) > ObjectShape.elementLimit, shape.longList == nil else { return }
        shape.longList = LongList(path: path(), count: document.count(map), limit: ObjectShape.elementLimit)
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

    package mutating func mismatch(
        _ path: @autoclosure () -> FieldPath,
        _ expected: ShapeProblem.Expected,
        _ value: JSONNode
    ) {
        let value = JSONValue(document, value)
        shape.add { ShapeProblem(path: path().identified(by: value), expected: expected, value: value) }
    }

    private func present(_ name: StaticString, of node: JSONNode) -> JSONNode? {
        guard let value = document.member(name, of: node) else { return nil }
        if case .null = document.kind(value) { return nil }
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
        for (index, element) in elements(of: list, path().key("\(name)")).enumerated() {
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
