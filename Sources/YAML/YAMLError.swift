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
