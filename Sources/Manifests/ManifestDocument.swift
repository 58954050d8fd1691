package import JSON
package import YAML

/// One document of a manifest file with the way back to its text, whatever it is written in.
package struct ManifestDocument: Sendable {
    /// What the rules see.
    package let json: JSONDocument
    package let source: Source

    package enum Source: Sendable {
        /// JSON that begins at this byte of the file.
        case json(offset: Int)
        case yaml(YAMLDocument)
    }

    package init(json: JSONDocument, offset: Int) {
        self.json = json
        source = .json(offset: offset)
    }

    package init(_ yaml: YAMLDocument) {
        json = yaml.json
        source = .yaml(yaml)
    }

    /// Bytes of the file.
    package func range(of node: JSONNode) -> Range<Int> {
        switch source {
        case .json(let offset): json.range(node).shifted(by: offset)
        case .yaml(let document): document.sources[node].range
        }
    }

    /// The bytes of the file that a range of a string's decoded UTF-8 comes from.
    package func range(of decoded: Range<Int>, in string: JSONNode, of file: [UInt8]) -> Range<Int> {
        switch source {
        case .json(let offset): json.sourceRange(of: decoded, in: string).shifted(by: offset)
        case .yaml(let document): document.sources.range(of: decoded, in: string, of: file)
        }
    }

    /// Bytes of the file of each comment, in order; JSON has none.
    package var comments: [Range<Int>] {
        switch source {
        case .json: []
        case .yaml(let document): document.comments
        }
    }
}

extension Range<Int> {
    package func shifted(by distance: Int) -> Range<Int> { (lowerBound + distance)..<(upperBound + distance) }
}
