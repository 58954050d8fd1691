package import JSON

/// One document of a YAML stream: what it means, as JSON, and where each value stands in the stream.
package struct YAMLDocument: Sendable {
    /// Aliases and merge keys are carried out, scalars resolved as kubectl's library does it.
    package let json: JSONDocument
    package let sources: YAMLSources
    /// Bytes of the stream, from behind the marker of this document to the next marker.
    package let range: Range<Int>
    /// Bytes of the stream of each comment, from its `#` to the end of its line, in order.
    package let comments: [Range<Int>]

    init(json: JSONDocument, sources: YAMLSources, range: Range<Int>, comments: [Range<Int>]) {
        self.json = json
        self.sources = sources
        self.range = range
        self.comments = comments
    }

    /// The same in a stream with so many more bytes in front.
    func shifted(by distance: Int) -> YAMLDocument {
        guard distance > 0 else { return self }
        func shifted(_ range: Range<Int>) -> Range<Int> { range.lowerBound + distance..<range.upperBound + distance }
        return YAMLDocument(
            json: json,
            sources: sources.shifted(by: distance),
            range: shifted(range),
            comments: comments.map(shifted)
        )
    }
}
