import JSON
import Testing

/// A document, a patch, and the patched document or the message of the error.
struct PatchCase: CustomTestStringConvertible {
    var testDescription: String
    var document: [UInt8]
    var patch: JSONValue
    var expected: String

    static func all(_ fixture: String) throws -> [PatchCase] {
        try JSONDocument(parsing: Fixture.bytes(fixture)).value.elements.map { example in
            PatchCase(
                testDescription: try #require(example["name"]?.string),
                document: Array(try #require(example["document"]).text.utf8),
                patch: try #require(example["patch"]),
                expected: try #require(example["result"]?.text ?? example["error"]?.string)
            )
        }
    }

    /// The expected text when the result is equal to it, or else what came out instead.
    func outcome() throws -> String {
        do {
            let patched = try JSONPatch(parsing: patch.document, at: patch.node).apply(to: document)
            let result = try JSONDocument(parsing: patched)
            guard let wanted = try? JSONDocument.make(expected) else { return patched.text }
            return result.isEqual(result.root, to: wanted.root, in: wanted) ? expected : patched.text
        } catch let error as JSONPatchError {
            return error.description
        }
    }
}
