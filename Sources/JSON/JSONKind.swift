/// What a JSON value is; the words are those of error messages.
@usableFromInline
package enum JSONKind: UInt8, Sendable {
    case null
    case boolean
    case number
    case string
    case array
    case object
}

extension JSONKind {
    /// From the three bits of a tape entry; written out because the synthesized initializer is not inlined elsewhere.
    @inlinable @inline(__always)
    init(bits: UInt32) {
        switch bits & 7 {
        case 1: self = .boolean
        case 2: self = .number
        case 3: self = .string
        case 4: self = .array
        case 5: self = .object
        default: self = .null
        }
    }

    /// For messages: "a string", "an object".
    package var article: String {
        switch self {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
