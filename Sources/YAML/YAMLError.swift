/// Why a document of a stream cannot be read.
package struct YAMLError: Error, Sendable {
    /// Byte of the stream.
    package var offset: Int
    /// For people: what is there and what is allowed.
    package var text: String

    package init(offset: Int, text: String) {
        self.offset = offset
        self.text = text
    }
}

extension YAMLError {
    static func duplicateKey(_ key: some Sequence<UInt8>, at offset: Int) -> YAMLError {
        let name = String(decoding: Array(key.prefix(64)), as: UTF8.self)
        return YAMLError(
            offset: offset,
            text: "the key \"\(name)\" stands in this mapping above already; keep one of both"
        )
    }

    static func template(at offset: Int) -> YAMLError {
        YAMLError(offset: offset, text: "this is a template: render it first, for example with helm template")
    }

    /// Whether the line has `{{`, so that a template explains what is wrong.
    func isInTemplate(_ text: UnsafePointer<UInt8>, count: Int) -> Bool {
        var start = min(offset, count)
        while start > 0, text[start - 1] != 0x0A { start -= 1 }
        var index = start
        while index + 1 < count, text[index] != 0x0A {
            if text[index] == UInt8(ascii: "{"), text[index + 1] == UInt8(ascii: "{") { return true }
            index += 1
        }
        return false
    }
}
