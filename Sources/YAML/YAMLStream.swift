import JSON

/// Reads YAML 1.2 with the scalar rules of the Go library behind kubectl.
package enum YAMLStream {
    /// Hands over each document of a stream in its order, or why it cannot be read.
    ///
    /// After a document that cannot be read it goes on behind the next `---` at the start of a line. A document of
    /// nothing but comments is passed over.
    package static func read(_ bytes: [UInt8], _ body: (Result<YAMLDocument, YAMLError>) -> Void) {
        guard bytes.count <= JSONLimits.maximumSize else {
            return body(.failure(YAMLError(offset: 0, text: "larger than \(JSONLimits.maximumSize) bytes")))
        }
        let reader = YAMLReader(bytes)
        defer { reader.deallocate() }
        while let result = reader.next() { body(result) }
    }

    /// The documents of one of the ``parts(of:size:)`` of a stream; nil where one of them cannot be read, and the whole
    /// stream tells why.
    package static func read(_ part: Range<Int>, of bytes: [UInt8]) -> [YAMLDocument]? {
        let reader = YAMLReader(Array(bytes[part]), behind: part.lowerBound)
        defer { reader.deallocate() }
        var documents: [YAMLDocument] = []
        while let result = reader.next() {
            guard case .success(let document) = result else { return nil }
            documents.append(document)
        }
        return documents
    }
}

/// One pass over a stream.
private final class YAMLReader {
    private let bytes: [UInt8]
    /// Bytes of the stream in front of those.
    private let offset: Int
    private let text: YAMLText
    private var parser: YAMLParser
    private var output: YAMLOutput
    private var sources: GrowingBuffer<YAMLSources.Entry>
    /// The first byte from the present document on that cannot be read.
    private var unreadable: Int

    init(_ bytes: [UInt8], behind offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
        text = YAMLText(bytes)
        parser = YAMLParser(text, at: 0, nodes: GrowingBuffer(capacity: min(bytes.count / 16, 1 << 16)))
        output = YAMLOutput(capacity: min(bytes.count, 1 << 20))
        sources = GrowingBuffer(capacity: min(bytes.count / 16, 1 << 16))
        unreadable = text.firstUnreadable(from: 0)
        text.end(at: unreadable)
    }

    func deallocate() {
        text.deallocate()
        parser.deallocate()
        output.deallocate()
        sources.deallocate()
    }

    /// The next document, or why there is none; nil at the end.
    func next() -> Result<YAMLDocument, YAMLError>? {
        while true {
            var range = 0..<0
            do throws(YAMLError) {
                let isThere = try parser.document(&range)
                if parser.position >= unreadable, unreadable < bytes.count { throw resume(behind: range, nil) }
                guard isThere else { return nil }
                if parser.nodes.count == 0 { continue }
            } catch {
                return .failure(resume(behind: range, error))
            }
            do throws(YAMLError) {
                return .success(try compose(range))
            } catch {
                return .failure(explained(error))
            }
        }
    }

    private func compose(_ range: Range<Int>) throws(YAMLError) -> YAMLDocument {
        var composer = YAMLComposer(
            text.bytes,
            parser.nodes,
            parser.properties,
            size: range.count,
            output: output,
            sources: sources
        )
        defer {
            output = composer.output
            sources = composer.sources
        }
        try composer.compose()
        parser.nodes.release()
        let bytes = composer.output.bytes
        composer.output.release()
        let sources = YAMLSources(composer.sources.array())
        composer.sources.release()
        let json: JSONDocument
        do throws(JSONParseError) {
            json = try JSONDocument(parsing: bytes)
        } catch {
            throw YAMLError(offset: range.lowerBound, text: error.reason.text)
        }
        if let key = json.duplicateKey {
            throw YAMLError.duplicateKey((json.string(key) ?? "").utf8, at: sources[key].range.lowerBound)
        }
        let document = YAMLDocument(json: json, sources: sources, range: range, comments: parser.comments)
        return document.shifted(by: offset)
    }

    private func explained(_ error: YAMLError) -> YAMLError {
        if let template = parser.template { return .template(at: template) }
        return error.isInTemplate(text.bytes, count: bytes.count) ? .template(at: error.offset) : error
    }

    /// Goes on at the next marker of a document behind an error; without an error the text that can be read has ended.
    private func resume(behind range: Range<Int>, _ error: YAMLError?) -> YAMLError {
        var problem = error.map(explained) ?? YAMLError(offset: 0, text: "")
        var offset = error?.offset ?? 0
        if unreadable < bytes.count, parser.position >= unreadable {
            problem = YAMLError(offset: unreadable, text: YAMLCharacter.problem(bytes, at: unreadable))
            offset = unreadable
        }
        let next = nextMarker(from: offset, behind: range.lowerBound)
        if unreadable < next {
            unreadable = text.firstUnreadable(from: next)
            text.end(at: unreadable)
        }
        parser.restart(at: next)
        return problem
    }

    /// The next line that begins with `---`, or the end; not the one whose document begins at `start`.
    private func nextMarker(from offset: Int, behind start: Int) -> Int {
        let source = text.bytes
        var line = min(offset, bytes.count)
        while line > 0, source[line - 1] != 0x0A { line -= 1 }
        while line < bytes.count {
            if line >= start, source[line] == UInt8(ascii: "-"), parser.isMarker(line) { return line }
            while line < bytes.count, source[line] != 0x0A { line += 1 }
            line += 1
        }
        return bytes.count
    }
}
