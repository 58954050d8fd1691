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
