/// One change to the text of a document.
struct JSONTextEdit {
    var range: Range<Int>
    var replacement: [UInt8]
}
