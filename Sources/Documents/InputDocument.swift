package import JSON

/// A JSON document of an input, with where it begins.
package struct InputDocument {
    package let document: JSONDocument
    /// Where the document's first byte stands in its input.
    package let origin: JSONPosition
    /// The same as a number of bytes.
    package let offset: Int

    package init(document: JSONDocument, origin: JSONPosition = JSONPosition(line: 1, column: 1), offset: Int = 0) {
        self.document = document
        self.origin = origin
        self.offset = offset
    }

    /// A place in the input for a place in the document.
    package func position(_ inner: JSONPosition) -> JSONPosition { inner.shifted(by: origin) }
}

extension JSONPosition {
    /// The same place counted from where `origin` is counted from.
    package func shifted(by origin: JSONPosition) -> JSONPosition {
        JSONPosition(
            line: line + origin.line - 1,
            column: line == 1 ? column + origin.column - 1 : column
        )
    }
}
