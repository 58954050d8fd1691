import Documents
import JSON

/// What is read, written again and read again is the same, and every value is where it says it is.
func fuzzJSON(_ input: [UInt8]) {
    guard let document = try? JSONDocument(parsing: input), document.nodeCount < 4096 else { return }
    var writer = RecursiveWriter(document: document)
    guard writer.write(document.root, depth: 0) else { return }
    guard let again = try? JSONDocument(parsing: writer.json.bytes) else {
        return expect(false, "what was written cannot be read")
    }
    guard document.duplicateKey == nil else { return }
    expect(again.isEqual(again.root, to: document.root, in: document), "what was written is not what was read")
    expect(JSONPatch.difference(from: document, to: again).operations.isEmpty, "a difference to itself")
    checkPlaces(document)
}

private struct RecursiveWriter {
    let document: JSONDocument
    var json = JSONWriter()

    /// False for a document that is too deep for a recursive writer.
    mutating func write(_ node: JSONNode, depth: Int) -> Bool {
        guard depth < 200 else { return false }
        switch document.kind(node) {
        case .array:
            json.beginArray()
            for element in document.elements(node) where !write(element, depth: depth + 1) { return false }
            json.endArray()
        case .object:
            json.beginObject()
            for (key, value) in document.members(node) {
                json.key(document.string(key) ?? "")
                guard write(value, depth: depth + 1) else { return false }
            }
            json.endObject()
        case .string: json.string(document.string(node) ?? "")
        default: json.raw(document.text(node))
        }
        return true
    }
}

private func checkPlaces(_ document: JSONDocument) {
    var open = [(document.root, JSONPointer())]
    var checked = 0
    while let (node, pointer) = open.popLast(), checked < 64 {
        checked += 1
        expect(document.node(at: pointer) == node, "\(pointer) leads elsewhere")
        let before = document.bytes[..<document.range(node).lowerBound]
        let lines = before.split(separator: 0x0A, omittingEmptySubsequences: false)
        let column = String(decoding: lines.last ?? [], as: UTF8.self).unicodeScalars.count + 1
        let position = document.position(node)
        expect(position == JSONPosition(line: max(1, lines.count), column: column), "\(pointer) is at \(position)")
        let text = try? JSONDocument(parsing: Array(document.bytes[document.range(node)]))
        expect(text?.isEqual(text?.root ?? document.root, to: node, in: document) == true, "\(pointer) alone")
        for (index, element) in document.elements(node).enumerated() {
            open.append((element, pointer.appending(String(index))))
        }
        for (key, value) in document.members(node) {
            open.append((value, pointer.appending(document.string(key) ?? "")))
        }
    }
}

/// `[DOCUMENT, PATCH]`: a patch gives what its operations give one after the other.
func fuzzPatch(_ input: [UInt8]) {
    guard let pair = try? JSONDocument(parsing: input), pair.count(pair.root) == 2 else { return }
    let parts = Array(pair.elements(pair.root))
    guard parts.count == 2, let patch = try? JSONPatch(parsing: pair, at: parts[1]), patch.operations.count < 64 else {
        return
    }
    let source = Array(pair.bytes[pair.range(parts[0])])
    var stepwise: [UInt8]? = source
    for operation in patch.operations {
        guard let bytes = stepwise else { break }
        stepwise = try? JSONPatch([operation]).apply(to: bytes)
    }
    let atOnce = try? patch.apply(to: source)
    expect(atOnce == stepwise, "at once it is another document")
}

/// Framing never loses or invents a document: each one found is a text of its own, at the place that it names, and the
/// same ones are found wherever the pieces of the input end.
func fuzzDocuments(_ input: [UInt8]) {
    var count = 0
    let problem = DocumentStream.read(input) { found in
        count += 1
        guard count < 64 else { return }
        let again = try? JSONDocument(parsing: found.document.bytes)
        expect(again != nil, "a document that cannot be read again")
    }
    if let problem { expect(problem.text.utf8.count < 400, "a long problem") }
    let whole = pieces(of: input, size: max(1, input.count))
    expect(whole == pieces(of: input, size: 1), "other documents in small pieces")
    if problem == nil { expect(whole.allSatisfy { !$0.isProblem }, "a problem that is none when read at once") }
}

private struct FoundPiece: Equatable {
    var line: Int
    var column: Int
    var isProblem: Bool
}

private func pieces(of input: [UInt8], size: Int) -> [FoundPiece] {
    var reader = DocumentReader()
    var found: [FoundPiece] = []
    func take(_ piece: DocumentReader.Piece) {
        switch piece {
        case .document(let input):
            found.append(FoundPiece(line: input.origin.line, column: input.origin.column, isProblem: false))
        case .problem(let problem):
            found.append(FoundPiece(line: problem.position.line, column: problem.position.column, isProblem: true))
        }
        expect(found.count <= input.count + 1, "it goes on without end")
    }
    for start in stride(from: 0, to: input.count, by: size) {
        input[start..<min(start + size, input.count)].withUnsafeBytes { reader.feed($0, take) }
    }
    reader.finish(take)
    return found
}
