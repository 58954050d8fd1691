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

    /// The value if it is a string; null counts as absent.
    @inline(__always)
    mutating func text(_ value: JSONNode?, _ path: @autoclosure () -> FieldPath) -> JSONNode? {
        guard let value else { return nil }
        switch document.kind(value) {
        case .string: return value
        case .null: return nil
        default:
            mismatch(path(), .string, value)
            return nil
        }
    }

    /// The value if it is an object; null counts as absent.
    @inline(__always)
    mutating func object(_ value: JSONNode?, _ path: @autoclosure () -> FieldPath) -> JSONNode? {
        guard let value else { return nil }
        switch document.kind(value) {
        case .object: return value
        case .null: return nil
        default:
            mismatch(path(), .object, value)
            return nil
        }
    }

    /// The value if it is a list; null counts as absent.
    @inline(__always)
    mutating func array(_ value: JSONNode?, _ path: @autoclosure () -> FieldPath) -> JSONNode? {
        guard let value else { return nil }
        switch document.kind(value) {
        case .array: return value
        case .null: return nil
        default:
            mismatch(path(), .list, value)
            return nil
        }
    }

    /// A Go `int32`: an integer literal without fraction or exponent.
    @inline(__always)
    mutating func integer(_ value: JSONNode?, _ path: @autoclosure () -> FieldPath) -> Int32? {
        guard let value else { return nil }
        if let number = document.integer(value).flatMap(Int32.init(exactly:)) { return number }
        if case .null = document.kind(value) { return nil }
        mismatch(path(), .integer, value)
        return nil
    }

    package mutating func string(
        _ name: StaticString,
        of node: JSONNode,
        _ path: @autoclosure () -> FieldPath
    ) -> String? {
        text(document.member(name, of: node), path().key("\(name)")).flatMap { document.string($0) }
    }

    package mutating func object(
        _ name: StaticString,
        of node: JSONNode,
        _ path: @autoclosure () -> FieldPath
    ) -> JSONNode? {
        object(document.member(name, of: node), path().key("\(name)"))
    }

    package mutating func array(
        _ name: StaticString,
        of node: JSONNode,
        _ path: @autoclosure () -> FieldPath
    ) -> JSONNode? {
        array(document.member(name, of: node), path().key("\(name)"))
    }

    /// The elements of a list, as far as the budget of the object goes.
    package mutating func elements(
        of list: JSONNode,
        _ path: @autoclosure () -> FieldPath
    ) -> JSONElements {
        let count = document.count(list)
        let admitted = min(count, elementsLeft)
        elementsLeft -= admitted
        if admitted < count, shape.longList == nil {
            shape.longList = LongList(path: path(), count: count, limit: ObjectShape.elementLimit)
        }
        return document.elements(list, first: admitted)
    }

    /// Notes a map with more members than any object needs; it is read whole all the same.
    mutating func noteMap(_ map: JSONNode, _ path: @autoclosure () -> FieldPath) {
        guard document.count(map) > ObjectShape.elementLimit, shape.longList == nil else { return }
        shape.longList = LongList(path: path(), count: document.count(map), limit: ObjectShape.elementLimit)
    }

    /// A Go `int32`.
    package mutating func integer(
        _ name: StaticString,
        of node: JSONNode,
        _ path: @autoclosure () -> FieldPath
    ) -> Int? {
        integer(document.member(name, of: node), path().key("\(name)")).map { Int($0) }
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
            } else if case .null = document.kind(element) {
                texts.append("")
            } else {
                mismatch(path().key("\(name)").index(index), .string, element)
            }
        }
        return texts
    }
}
