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
    package private(set) var unknownKeys: [GoPath] = []
    private var path = GoPath()
    private var fieldNames: [String] = []
    private var structName: String?

    /// Bound on what is collected from a hostile text.
    package static let limit = 64

    package init(_ document: JSONDocument) {
        self.document = document
    }

    package mutating func decode<Value: GoDecodable>(_ type: Value.Type) -> Value {
        var value = Value()
        value.decode(document.root, with: &self)
        return value
    }

    mutating func at(index: Int, _ body: (inout GoJSONDecoder) -> Void) {
        path.steps.append(.index(index))
        body(&self)
        path.steps.removeLast()
    }

    mutating func decodeMembers<Value: GoStruct>(of object: JSONNode, into value: inout Value) {
        let outer = structName
        structName = Value.goName
        let fields = Value.fields
        for (key, node) in document.members(object) {
            let name = document.string(key) ?? ""
            path.steps.append(.key(name))
            if let field = Self.field(name, in: fields) {
                fieldNames.append(field.name)
                field.decode(node, &value, &self)
                fieldNames.removeLast()
            } else if unknownKeys.count < Self.limit {
                unknownKeys.append(path)
            }
            path.steps.removeLast()
        }
        structName = outer
    }

    private static func field<Value>(_ key: String, in fields: [GoField<Value>]) -> GoField<Value>? {
        if let exact = fields.first(where: { $0.name == key }) { return exact }
        let folded = GoText.fold(key)
        return fields.first { $0.folded == folded }
    }

    mutating func mismatch(_ node: JSONNode, _ goType: String) {
        guard errors.count < Self.limit else { return }
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

/// Where in a decoded text a value is, such as `[0].forwardConfig.serverGroups[1].weight`; keys as written.
package struct GoPath: Hashable, Sendable {
    package enum Step: Hashable, Sendable {
        case index(Int)
        case key(String)
    }

    package var steps: [Step]

    package init(_ steps: [Step] = []) {
        self.steps = steps
    }

    package func key(_ name: String) -> GoPath { GoPath(steps + [.key(name)]) }
    package func index(_ index: Int) -> GoPath { GoPath(steps + [.index(index)]) }
}

extension GoPath: CustomStringConvertible {
    package var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .index(let index): text += "[\(index)]"
            case .key(let name): text += text.isEmpty ? name.clipped : "." + name.clipped
            }
        }
        return text
    }
}
