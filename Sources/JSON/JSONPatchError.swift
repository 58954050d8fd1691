/// Why a patch cannot be read or applied, and which of its operations is to blame.
package struct JSONPatchError: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case notAnArray
        case notAnObject
        case missingMember(String)
        case repeatedMember(String)
        case unknownOperation(String)
        case invalidPointer(String)
        case invalidValue(JSONParseError)
        case invalidDocument(JSONParseError)
        /// A place is ambiguous when its key stands there twice, and RFC 8259, section 4, leaves open which one counts.
        case duplicateKey(String)
        case pathNotFound
        /// Not an index as RFC 6901, section 4, writes it, or one behind the end of the array.
        case invalidArrayIndex(String)
        case testFailed
        /// A location cannot be moved into one of its children (RFC 6902, section 4.4).
        case moveIntoItself
        /// Without its root a document would be no JSON text.
        case rootRemoved
    }

    package var reason: Reason
    /// The operation's place in the patch, from 0; nil when the patch or the document as a whole is wrong.
    package var operation: Int?
    /// The location that is to blame: of a `move` or `copy` maybe that in `from`.
    package var path: JSONPointer?

    init(_ reason: Reason, operation: Int? = nil, path: JSONPointer? = nil) {
        self.reason = reason
        self.operation = operation
        self.path = path
    }
}

extension JSONPatchError: CustomStringConvertible {
    package var description: String {
        let place = operation.map { "operation \($0)" + (path.map { ", path \"\($0)\"" } ?? "") + ": " }
        return (place ?? "") + reason.text
    }
}

extension JSONPatchError.Reason {
    package var text: String {
        switch self {
        case .notAnArray: "a JSON Patch is an array of operations"
        case .notAnObject: "an operation is an object"
        case .missingMember(let name): "needs a member \"\(name)\" of the right type"
        case .repeatedMember(let name): "has the member \"\(name)\" twice"
        case .unknownOperation(let name): "unknown operation \"\(name)\""
        case .invalidPointer(let text): "\"\(text)\" is not a JSON Pointer"
        case .invalidValue(let error): "the value is not JSON: \(error)"
        case .invalidDocument(let error): "the document is not JSON: \(error)"
        case .duplicateKey(let key): "the key \"\(key)\" stands twice in one object"
        case .pathNotFound: "the path does not exist"
        case .invalidArrayIndex(let token): "\"\(token)\" is no index of this array"
        case .testFailed: "the value is not equal to the tested one"
        case .moveIntoItself: "a value cannot move into itself"
        case .rootRemoved: "the whole document cannot be removed"
        }
    }
}
