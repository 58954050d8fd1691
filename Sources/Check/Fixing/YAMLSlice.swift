import JSON
import Manifests
import YAML

/// One object of a long YAML document as a stream of its own, so that editing it costs no reading of all the others.
struct YAMLSlice {
    private let document: YAMLDocument
    private let stream: [UInt8]
    /// Spaces that stand for what is before the object in its first line.
    private let indent: Int
    /// Where the rest is in the file.
    private let start: Int

    /// Nil where the object does not mean the same alone, as with an alias in it.
    init?(of node: JSONNode, in document: YAMLDocument, _ file: [UInt8]) {
        let source = document.sources[node]
        guard node != document.json.root, !Self.isShared(node, document) else { return nil }
        var end = source.range.upperBound
        if source.style == .blockMapping {
            // With the end of its last line, which is where more members go.
            while end < document.range.upperBound, end < file.count, file[end] != 0x0A { end += 1 }
            if end < document.range.upperBound, end < file.count { end += 1 }
        }
        guard source.style == .blockMapping || source.style == .flowMapping, end <= file.count else { return nil }
        indent = source.style == .blockMapping ? source.indent : 0
        start = source.range.lowerBound
        stream = Array(repeating: 0x20, count: indent) + file[start..<end]
        var documents: [YAMLDocument] = []
        var isReadable = true
        YAMLStream.read(stream) { result in
            if case .success(let found) = result { documents.append(found) } else { isReadable = false }
        }
        guard isReadable, documents.count == 1, let own = documents.first,
            own.json.isEqual(own.json.root, to: node, in: document.json)
        else { return nil }
        self.document = own
    }

    /// The changes of the file.
    func edits(for patch: JSONPatch) throws(YAMLEditRefusal) -> [TextEdit] {
        try document.edits(for: patch, at: document.json.root, in: stream).map { edit throws(YAMLEditRefusal) in
            guard edit.range.lowerBound >= indent else {
                throw YAMLEditRefusal("the object begins in the line of a list")
            }
            return TextEdit(range: edit.range.shifted(by: start - indent), replacement: edit.replacement)
        }
    }

    /// Whether an anchor, an alias or a merge key has part in it.
    private static func isShared(_ node: JSONNode, _ document: YAMLDocument) -> Bool {
        var pending = [node]
        while let next = pending.popLast() {
            if document.sources[next].isShared { return true }
            pending += document.json.elements(next)
            for member in document.json.members(next) {
                if document.sources[member.key].isShared { return true }
                pending.append(member.value)
            }
        }
        return false
    }
}
