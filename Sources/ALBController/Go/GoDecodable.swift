package import JSON

/// A value that ``GoJSONDecoder`` fills as Go's `encoding/json` would: decoding changes what is there already.
package protocol GoDecodable: Sendable {
    init()
    /// As Go's errors name the type, such as `[]string`.
    static var goType: String { get }
    mutating func decode(_ node: JSONNode, with decoder: inout GoJSONDecoder)
}

/// A Go struct: a table of JSON names and where their values go.
package protocol GoStruct: GoDecodable {
    /// Without the package.
    static var goName: String { get }
    static var fields: [GoField<Self>] { get }
}

package struct GoField<Root: GoStruct>: Sendable {
    let name: String
    let folded: String
    let decode: @Sendable (JSONNode, inout Root, inout GoJSONDecoder) -> Void

    package init<Value: GoDecodable>(_ name: String, _ path: any WritableKeyPath<Root, Value> & Sendable) {
        self.name = name
        folded = GoText.fold(name)
        decode = { node, root, decoder in root[keyPath: path].decode(node, with: &decoder) }
    }
}

extension GoStruct {
    package static var goType: String { "configcache.\(goName)" }

    package mutating func decode(_ node: JSONNode, with decoder: inout GoJSONDecoder) {
        switch decoder.document.kind(node) {
        case .null: break
        case .object: decoder.decodeMembers(of: node, into: &self)
        default: decoder.mismatch(node, Self.goType)
        }
    }
}

extension String: GoDecodable {
    package static var goType: String { "string" }

    package mutating func decode(_ node: JSONNode, with decoder: inout GoJSONDecoder) {
        if let text = decoder.document.string(node) {
            self = text
        } else if decoder.document.kind(node) != .null {
            decoder.mismatch(node, Self.goType)
        }
    }
}

extension Int: GoDecodable {
    package static var goType: String { "int" }

    package mutating func decode(_ node: JSONNode, with decoder: inout GoJSONDecoder) {
        if let number = decoder.document.integer(node) {
            self = number
        } else if decoder.document.kind(node) != .null {
            decoder.mismatch(node, Self.goType)
        }
    }
}

extension Bool: GoDecodable {
    package static var goType: String { "bool" }

    package mutating func decode(_ node: JSONNode, with decoder: inout GoJSONDecoder) {
        if let flag = decoder.document.boolean(node) {
            self = flag
        } else if decoder.document.kind(node) != .null {
            decoder.mismatch(node, Self.goType)
        }
    }
}

/// A pointer: null makes it nil, everything else, even a value of the wrong type, makes it point to something.
extension Optional: GoDecodable where Wrapped: GoStruct {
    package init() { self = nil }
    package static var goType: String { Wrapped.goType }

    package mutating func decode(_ node: JSONNode, with decoder: inout GoJSONDecoder) {
        guard decoder.document.kind(node) != .null else {
            self = nil
            return
        }
        var target = self ?? Wrapped()
        // No second reference, so that the lists inside are changed in place.
        self = nil
        target.decode(node, with: &decoder)
        self = target
    }
}

/// A slice: a second array for the same key is decoded over the elements of the first.
extension Array: GoDecodable where Element: GoDecodable {
    package static var goType: String { "[]\(Element.goType)" }

    package mutating func decode(_ node: JSONNode, with decoder: inout GoJSONDecoder) {
        switch decoder.document.kind(node) {
        case .null: self = []
        case .array:
            guard decoder.mayDecode(listOf: decoder.document.count(node)) else { return }
            var length = 0
            for element in decoder.document.elements(node) {
                if length == count { append(Element()) }
                decoder.at(index: length) { self[length].decode(element, with: &$0) }
                length += 1
            }
            removeLast(count - length)
        default: decoder.mismatch(node, Self.goType)
        }
    }
}
