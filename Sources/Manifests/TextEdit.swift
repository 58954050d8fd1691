/// One change of a file's bytes.
package struct TextEdit: Hashable, Sendable {
    /// Bytes of the file.
    package var range: Range<Int>
    package var replacement: [UInt8]

    package init(range: Range<Int>, replacement: [UInt8]) {
        self.range = range
        self.replacement = replacement
    }
}
