/// One change to the text of a document.
package struct JSONTextEdit: Hashable, Sendable {
    package var range: Range<Int>
    package var replacement: [UInt8]
}
