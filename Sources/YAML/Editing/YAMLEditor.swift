import JSON

/// A document while operations of a patch are carried out in its text.
struct YAMLEditor {
    private let stream: [UInt8]
    /// The document with its directives and its marker.
    private let section: Range<Int>
    private var pieces: YAMLPieces
    /// The text of the section as it is now, and what it means.
    var text: YAMLEditedText

    init(_ document: YAMLDocument, in stream: [UInt8]) throws(YAMLEditRefusal) {
        self.stream = stream
        guard document.range.upperBound <= stream.count else { throw YAMLEditRefusal("the text is of another file") }
        section = Self.section(of: document, in: stream)
        pieces = YAMLPieces(section)
        text = try YAMLEditedText(Array(stream[section]))
        let isSame = text.json.isEqual(text.json.root, to: document.json.root, in: document.json)
        guard isSame else { throw YAMLEditRefusal("the text is of another file") }
    }

    var edits: [TextEdit] { pieces.edits }

    /// From the first directive or the marker on.
    private static func section(of document: YAMLDocument, in stream: [UInt8]) -> Range<Int> {
        let range = document.range
        let marker = range.lowerBound - 3
        guard marker >= 0, stream[marker..<range.lowerBound].elementsEqual("---".utf8),
            marker == 0 || stream[marker - 1] == 0x0A || stream[marker - 1] == 0x0D
        else { return range }
        var start = marker
        var line = marker
        while line > 0 {
            var above = line - 1
            while above > 0, stream[above - 1] != 0x0A { above -= 1 }
            let first = stream[above]
            if first == UInt8(ascii: "%") { start = above } else if first > 0x20, first != UInt8(ascii: "#") { break }
            line = above
        }
        return start..<range.upperBound
    }

    /// Where a node is, from the root on.
    func pointer(to node: JSONNode) throws(YAMLEditRefusal) -> JSONPointer {
        guard let pointer = text.pointer(to: node) else { throw YAMLEditRefusal("the value is of another document") }
        return pointer
    }

    mutating func apply(_ operation: JSONPatch.Operation, below base: JSONPointer) throws(YAMLEditRefusal) {
        func path(_ pointer: JSONPointer) -> JSONPointer { JSONPointer(base.tokens + pointer.tokens) }
        switch operation {
        case .add(let pointer, let value): try add(value, at: path(pointer))
        case .replace(let pointer, let value): try replace(path(pointer), with: value)
        case .remove(let pointer): try remove(path(pointer))
        case .copy(let from, let pointer): try add(try value(at: path(from)), at: path(pointer))
        case .move(let from, let pointer): try move(path(from), to: path(pointer))
        case .test(let pointer, let value):
            let place = try text.place(path(pointer))
            let wanted = try Self.parsed(value)
            guard text.json.isEqual(place.value, to: wanted.root, in: wanted) else {
                throw YAMLEditRefusal("the value at \(pointer) is another one by now")
            }
        }
    }

    func value(at path: JSONPointer) throws(YAMLEditRefusal) -> [UInt8] {
        let place = try text.place(path)
        return Array(text.json.bytes[text.json.range(place.value)])
    }

    static func parsed(_ value: [UInt8]) throws(YAMLEditRefusal) -> JSONDocument {
        do {
            return try JSONDocument(parsing: value)
        } catch {
            throw YAMLEditRefusal("a value of the patch is not JSON: \(error)")
        }
    }

    /// Carries out edits of the present text, in order and without overlap, and reads it again.
    mutating func commit(_ edits: [TextEdit]) throws(YAMLEditRefusal) {
        var bytes = text.bytes
        var pieces = pieces
        for edit in edits.reversed() {
            guard edit.range.lowerBound >= 0, edit.range.upperBound <= bytes.count else {
                throw YAMLEditRefusal("the value cannot be found in the text")
            }
            bytes.replaceSubrange(edit.range, with: edit.replacement)
            pieces.apply(edit)
        }
        text = try YAMLEditedText(bytes)
        self.pieces = pieces
    }

    /// Holds the result against what the patch makes of the JSON.
    func prove(_ patch: JSONPatch, below base: JSONPointer, on json: JSONDocument) throws(YAMLEditRefusal) {
        let patch = JSONPatch(patch.operations.map { $0.below(base) })
        let patched: JSONDocument
        do {
            patched = try JSONDocument(parsing: try patch.apply(to: json))
        } catch {
            throw YAMLEditRefusal("the patch does not fit the document: \(error)")
        }
        guard text.json.isEqual(text.json.root, to: patched.root, in: patched) else {
            throw YAMLEditRefusal("the edited text would mean something else")
        }
        // A marker behind the section must begin its line.
        guard
            section.upperBound == stream.count || text.bytes.isEmpty || text.bytes.last == 0x0A
                || text.bytes.last == 0x0D
        else { throw YAMLEditRefusal("the edited text would run into the next document") }
    }

    /// Counted from 1, in the stream as it was.
    func line(of offset: Int) -> Int {
        stream[..<min(pieces.originalOffset(offset), stream.count)].count { $0 == 0x0A } + 1
    }
}

extension JSONPatch.Operation {
    fileprivate func below(_ base: JSONPointer) -> JSONPatch.Operation {
        func path(_ pointer: JSONPointer) -> JSONPointer { JSONPointer(base.tokens + pointer.tokens) }
        return switch self {
        case .add(let pointer, let value): .add(path: path(pointer), value: value)
        case .remove(let pointer): .remove(path: path(pointer))
        case .replace(let pointer, let value): .replace(path: path(pointer), value: value)
        case .move(let from, let pointer): .move(from: path(from), path: path(pointer))
        case .copy(let from, let pointer): .copy(from: path(from), path: path(pointer))
        case .test(let pointer, let value): .test(path: path(pointer), value: value)
        }
    }
}
