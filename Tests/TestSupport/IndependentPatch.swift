import Foundation

/// Applies the `add` operations of a patch with Foundation's values, as a second opinion on our own patch code.
package enum IndependentPatch {
    package struct Failure: Error {
        package var text: String
    }

    /// Canonical bytes of the patched object.
    package static func apply(_ patch: [UInt8], to object: [UInt8]) throws -> [UInt8] {
        var value = try JSONSerialization.jsonObject(with: Data(object))
        let operations = try JSONSerialization.jsonObject(with: Data(patch)) as? [[String: Any]] ?? []
        for operation in operations {
            guard operation["op"] as? String == "add", let path = operation["path"] as? String,
                let added = operation["value"]
            else { throw Failure(text: "an operation that is no add: \(operation)") }
            let tokens = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { token in
                String(token).replacing("~1", with: "/").replacing("~0", with: "~")
            }
            value = try add(added, at: tokens[...], to: value)
        }
        return try canonical(value)
    }

    /// Sorted keys, no space: equal for equal JSON.
    package static func canonical(_ json: [UInt8]) throws -> [UInt8] {
        try canonical(JSONSerialization.jsonObject(with: Data(json), options: .fragmentsAllowed))
    }

    private static func canonical(_ value: Any) throws -> [UInt8] {
        [UInt8](try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed]))
    }

    private static func add(_ added: Any, at tokens: ArraySlice<String>, to value: Any) throws -> Any {
        guard let token = tokens.first else { return added }
        guard var object = value as? [String: Any] else { throw Failure(text: "no object above \(token)") }
        let rest = tokens.dropFirst()
        guard rest.isEmpty || object[token] != nil else { throw Failure(text: "nothing at \(token)") }
        object[token] = try add(added, at: rest, to: object[token] ?? NSNull())
        return object
    }
}
