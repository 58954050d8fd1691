package import JSON
import Kubernetes

/// Go's `encoding/json` over a parsed document.
///
/// A key matches a field exactly or, failing that, without regard to case; of a key that stands there twice the last
/// value wins; null leaves a value as it is; a wrong type is an error after which the rest is still decoded. Integers
/// take no fraction, exponent or string. Source: `encoding/json/decode.go` of the Go distribution.
package struct GoJSONDecoder: Sendable {
    package let document: JSONDocument
    /// In document order, at most ``limit``; Go itself reports the first.
    package private(set) var errors: [GoTypeError] = []
    /// Keys that match no field, which Go passes over; at most ``limit``.
    package private(set) var unknownKeys: [JSONPointer] = []
    /// The first list that was longer than what was left of the budget, and so was not decoded.
    package private(set) var overrun: Overrun?
    /// What is left of the budget: every element of a list, every error and every unknown key takes one.
    package private(set) var budget: Int
    private var path = JSONPointer()
    private var fieldNames: [String] = []
    private var structName: String?

    /// Bound on what is collected from a hostile text.
    package static let limit = 64
    /// An ALB rule has ten values and five actions; a few bytes of JSON would else become a large struct each.
    package static let standardBudget = 1000

    package struct Overrun: Hashable, Sendable {
        package var path: JSONPointer
        package var length: Int
    }

    package init(_ document: JSONDocument, budget: Int = GoJSONDecoder.standardBudget) {
        self.document = document
        self.budget = budget
    }

    package mutating func decode<Value: GoDecodable>(_ type: Value.Type) -> Value {
        var value = Value()
        value.decode(document.root, with: &self)
        return value
    }

    mutating func at(index: Int, _ body: (inout GoJSONDecoder) -> Void) {
        path.tokens.append(String(index))
        body(&self)
        path.tokens.removeLast()
    }

    mutating func decodeMembers<Value: GoStruct>(of object: JSONNode, into value: inout Value) {
        let outer = structName
        structName = Value.goName
        let fields = Value.fields
        for (key, node) in document.members(object) {
            let name = document.string(key) ?? ""
            path.tokens.append(name)
            if let field = Self.field(name, in: fields) {
                fieldNames.append(field.name)
                field.decode(node, &value, &self)
                fieldNames.removeLast()
            } else if unknownKeys.count < Self.limit, take(1) {
                unknownKeys.append(path)
            }
            path.tokens.removeLast()
        }
        structName = outer
    }

    /// Whether a list may be decoded.
    mutating func mayDecode(listOf count: Int) -> Bool {
        if take(count) { return true }
        if overrun == nil { overrun = Overrun(path: path, length: count) }
        return false
    }

    private mutating func take(_ count: Int) -> Bool {
        guard count <= budget else { return false }
        budget -= count
        return true
    }

    private static func field<Value>(_ key: String, in fields: [GoField<Value>]) -> GoField<Value>? {
        if let exact = fields.first(where: { $0.name == key }) { return exact }
        let folded = GoText.fold(key)
        return fields.first { $0.folded == folded }
    }

    mutating func mismatch(_ node: JSONNode, _ goType: String) {
        guard errors.isEmpty || errors.count < Self.limit && take(1) else { return }
        errors.append(
            GoTypeError(
                path: path,
                goField: fieldNames.joined(separator: "."),
                goStruct: structName,
                goType: goType,
                kind: document.kind(node),
                value: document.clippedText(node)
            )
        )
    }
}

extension JSONDocument {
    /// The beginning of a value's source text; costs the same for every value.
    func clippedText(_ node: JSONNode) -> String {
        String(decoding: bytes[range(node).prefix(256)], as: UTF8.self).clipped
    }
}
