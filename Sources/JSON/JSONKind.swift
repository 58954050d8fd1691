/// What a JSON value is; the words are those of error messages.
package enum JSONKind: UInt8, Sendable {
    case null
    case boolean
    case number
    case string
    case array
    case object
}
