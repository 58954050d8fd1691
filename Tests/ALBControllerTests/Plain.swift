import JSON

/// A JSON value without order of keys, to compare and to print.
enum Plain: Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(String)
    case string(String)
    case array([Plain])
    case object([String: Plain])

    init(_ value: JSONValue) {
        switch value.kind {
        case .null: self = .null
        case .boolean: self = .boolean(value.boolean ?? false)
        case .number: self = .number(value.text)
        case .string: self = .string(value.string ?? "")
        case .array: self = .array(value.elements.map(Plain.init))
        case .object:
            self = .object(Dictionary(value.members.map { ($0.key, Plain($0.value)) }) { $1 })
        }
    }

    /// An object without the members that Go's `omitempty` leaves out.
    static func nonZero(_ members: [String: Plain]) -> Plain { .object(members.filter { !$0.value.isZero }) }

    static func texts(_ values: [String]) -> Plain { .array(values.map(Plain.string)) }
    static func integer(_ value: Int) -> Plain { .number(String(value)) }

    private var isZero: Bool {
        switch self {
        case .null, .boolean(false), .number("0"), .string(""): true
        case .array(let elements): elements.isEmpty
        case .object(let members): members.isEmpty
        case .boolean, .number, .string: false
        }
    }
}

extension Plain: CustomStringConvertible {
    var description: String {
        switch self {
        case .null: "null"
        case .boolean(let flag): "\(flag)"
        case .number(let text): text
        case .string(let text): "\"\(text)\""
        case .array(let elements): "[\(elements.map(\.description).joined(separator: ","))]"
        case .object(let members):
            "{\(members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ","))}"
        }
    }
}
