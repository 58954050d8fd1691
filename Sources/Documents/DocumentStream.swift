package import JSON

/// Splits an input into its JSON documents: one, several behind each other, or one a line.
package enum DocumentStream {
    /// Why the rest of an input cannot be read.
    package struct Problem: Error {
        package let position: JSONPosition
        package let error: JSONParseError
        /// Bytes before the place.
        package let offset: Int
        /// The bytes of the document that does not parse.
        package let bytes: [UInt8]

        package var text: String {
            guard looksLikeYAML else { return error.reason.text }
            let hint = "this looks like YAML: convert it with 'kubectl ... -o json' or 'yq -o=json'"
            return "\(error.reason.text); \(hint)"
        }

        package var looksLikeYAML: Bool { DocumentStream.looksLikeYAML(bytes) }
    }

    /// Hands over each document in its order, up to the first that does not parse.
    package static func read(_ bytes: [UInt8], _ body: (InputDocument) -> Void) -> Problem? {
        let start = JSONPosition(line: 1, column: 1)
        do throws(JSONParseError) {
            body(InputDocument(document: try JSONDocument(parsing: bytes), origin: start))
            return nil
        } catch {
            guard error.reason == .trailingData else { return problem(error, start, 0, bytes) }
        }
        var offset = 0
        var lines = LineCounter(bytes)
        while let range = nextDocument(in: bytes, from: offset) {
            let origin = lines.position(at: range.lowerBound)
            let slice = Array(bytes[range])
            do throws(JSONParseError) {
                let document = try JSONDocument(parsing: slice)
                body(InputDocument(document: document, origin: origin, offset: range.lowerBound))
            } catch {
                return problem(error, origin, range.lowerBound, slice)
            }
            offset = range.upperBound
        }
        return nil
    }

    private static func problem(
        _ error: JSONParseError,
        _ origin: JSONPosition,
        _ offset: Int,
        _ bytes: [UInt8]
    ) -> Problem {
        let place = offset + error.offset
        return Problem(position: error.position.shifted(by: origin), error: error, offset: place, bytes: bytes)
    }

    /// The next value by its brackets; its grammar is the parser's business.
    private static func nextDocument(in bytes: [UInt8], from start: Int) -> Range<Int>? {
        guard let first = bytes[start...].firstIndex(where: { $0 > 0x20 }) else { return nil }
        var depth = 0
        var index = first
        var inString = false
        while index < bytes.count {
            let byte = bytes[index]
            if inString {
                if byte == UInt8(ascii: "\\") { index += 1 }
                if byte == UInt8(ascii: "\"") { inString = false }
            } else if byte == UInt8(ascii: "\"") {
                inString = true
            } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                depth += 1
            } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
                depth -= 1
            }
            index += 1
            if depth <= 0, !inString, byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { break }
            if depth == 0, !inString, index < bytes.count, bytes[index] <= 0x20 { break }
        }
        return first..<min(index, bytes.count)
    }

    fileprivate static func looksLikeYAML(_ bytes: [UInt8]) -> Bool {
        let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
        return head.split(separator: "\n").contains { line in
            line.hasPrefix("apiVersion:") || line.hasPrefix("kind:") || line.hasPrefix("---")
        }
    }
}
