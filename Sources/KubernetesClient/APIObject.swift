import JSON

/// What every object of the API server has, and its bounds.
enum APIObject {
    /// Bytes of a resource version or continue token, which go back to the server in a query.
    static let tokenLimit = 4096

    /// An object with a name; the document takes a copy, as what bytes were collected in may be larger.
    static func parse(_ bytes: [UInt8], _ limit: Int) throws(ResourceProblem) -> JSONValue {
        if bytes.count > limit { throw tooLarge(limit) }
        return try checked(json(bytes.withUnsafeBufferPointer { Array($0) }, "an object"))
    }

    static func checked(_ value: JSONValue) throws(ResourceProblem) -> JSONValue {
        guard let name = value["metadata"]?["name"]?.string, !name.isEmpty else {
            throw .malformed("an object without a name")
        }
        return value
    }

    static func json(_ bytes: [UInt8], _ what: String) throws(ResourceProblem) -> JSONValue {
        do throws(JSONParseError) {
            return try JSONDocument(parsing: bytes).value
        } catch {
            throw .malformed("\(what) that is not JSON: \(error.reason.text)")
        }
    }

    static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= tokenLimit
    }

    static func tooLarge(_ limit: Int) -> ResourceProblem {
        .malformed("an object of more than \(limit) bytes")
    }
}
