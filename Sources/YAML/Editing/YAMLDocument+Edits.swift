package import JSON

/// Why an edit cannot be carried out in the text, for people: such as "the value is shared by an anchor (line 3)".
package struct YAMLEditRefusal: Error, Sendable {
    package var text: String

    package init(_ text: String) {
        self.text = text
    }
}

extension YAMLDocument {
    /// The changes of the stream that carry out a patch on the object at `node`, in order and without overlap.
    ///
    /// All other bytes stay: comments, order, quoting, line ends. A value that is replaced keeps its style where that can
    /// hold it. The result has been read again: it is what the patch makes of the JSON, and other documents are as they
    /// were. Costs a reading of this document for each operation.
    package func edits(
        for patch: JSONPatch,
        at node: JSONNode,
        in stream: [UInt8]
    ) throws(YAMLEditRefusal) -> [TextEdit] {
        var editor = try YAMLEditor(self, in: stream)
        let base = try editor.pointer(to: node)
        for operation in patch.operations { try editor.apply(operation, below: base) }
        try editor.prove(patch, below: base, on: json)
        return editor.edits
    }
}
