import JSON
import YAML

/// What is said of a stream is within it, what is read means the same as JSON, and a text leads back to its bytes.
func fuzzYAML(_ input: [UInt8]) {
    var end = 0
    YAMLStream.read(input) { result in
        switch result {
        case .failure(let error):
            expect(error.offset >= 0 && error.offset <= input.count, "an error at \(error.offset)")
            expect(!error.text.isEmpty && error.text.utf8.count < 600, "a text of \(error.text.utf8.count) bytes")
        case .success(let document):
            expect(document.range.lowerBound >= end, "documents overlap")
            expect(document.range.upperBound <= input.count, "a document behind the end")
            end = document.range.upperBound
            for comment in document.comments {
                expect(document.range.contains(comment.lowerBound), "a comment of another document")
                expect(input[comment.lowerBound] == UInt8(ascii: "#"), "a comment without #")
            }
            checkPlaces(document, input)
            checkAgain(document)
            checkEdits(document, input)
        }
    }
}

private func checkPlaces(_ document: YAMLDocument, _ input: [UInt8]) {
    var open = [(document.json.root, document.range)]
    var checked = 0
    while let (node, outer) = open.popLast(), checked < 512 {
        checked += 1
        let source = document.sources[node]
        let range = source.range
        expect(range.lowerBound >= document.range.lowerBound, "before its document")
        expect(range.upperBound <= document.range.upperBound, "behind its document")
        if !source.isShared {
            expect(
                range.lowerBound >= outer.lowerBound && range.upperBound <= outer.upperBound,
                "\(range) not in \(outer)"
            )
        }
        for decoded in [0..<0, 0..<1, 1..<4, 3..<1000] {
            let part = document.sources.range(of: decoded, in: node, of: input)
            expect(
                part.lowerBound >= range.lowerBound && part.upperBound <= range.upperBound,
                "\(part) not in \(range)"
            )
        }
        let inner = source.isShared ? document.range : range
        for element in document.json.elements(node) { open.append((element, inner)) }
        for (key, value) in document.json.members(node) { open += [(key, inner), (value, inner)] }
    }
}

/// An edit is refused, or its text means what the patch makes of the JSON, between the same other documents.
private func checkEdits(_ document: YAMLDocument, _ input: [UInt8]) {
    guard input.count < 512, document.json.nodeCount < 64 else { return }
    let count = documents(in: input).count
    let keys = document.json.members(document.json.root).prefix(2).compactMap { document.json.string($0.key) }
    let paths =
        keys.map { JSONPointer([$0]) } + (document.json.count(document.json.root) > 0 ? [JSONPointer(["0"])] : [])
    for path in paths {
        for operation: JSONPatch.Operation in [
            .remove(path: path), .replace(path: path, value: Array(#"{"a":["b: c",1]}"#.utf8)),
            .replace(path: path, value: Array(#""x\ny""#.utf8)),
            .add(path: path.appending("-"), value: Array("null".utf8)),
            .move(from: path, path: JSONPointer(["- new"])),
        ] {
            let patch = JSONPatch([operation])
            guard let edits = try? document.edits(for: patch, at: document.json.root, in: input) else { continue }
            var edited = input
            for edit in edits.reversed() { edited.replaceSubrange(edit.range, with: edit.replacement) }
            let patched = (try? patch.apply(to: document.json)).flatMap { try? JSONDocument(parsing: $0) }
            let found = documents(in: edited)
            expect(found.count == count, "another number of documents")
            let isThere = found.contains { one in
                patched.map { one.json.isEqual(one.json.root, to: $0.root, in: $0) } ?? false
            }
            expect(isThere, "\(operation) has made something else of it")
        }
    }
}

private func documents(in stream: [UInt8]) -> [YAMLDocument] {
    var documents: [YAMLDocument] = []
    YAMLStream.read(stream) { if case .success(let document) = $0 { documents.append(document) } }
    return documents
}

/// The JSON text is YAML too, but for tabs, which it has none of, and keys that are too long.
private func checkAgain(_ document: YAMLDocument) {
    guard document.json.bytes.count < 1024 else { return }
    var count = 0
    YAMLStream.read(document.json.bytes) { result in
        count += 1
        guard case .success(let again) = result else { return expect(false, "its JSON is refused") }
        let isSame = again.json.isEqual(again.json.root, to: document.json.root, in: document.json)
        expect(isSame, "its JSON means something else")
    }
    expect(count == 1, "\(count) documents of one JSON text")
}
