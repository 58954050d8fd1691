package import JSON

/// JSON as people read it: two spaces a level, members in the order of the source, every scalar as it is written.
package enum IndentedJSON {
    package static func text(_ document: JSONDocument, _ node: JSONNode, indent: String = "") -> String {
        let inner = indent + "  "
        let parts: [String]
        switch document.kind(node) {
        case .object:
            parts = document.members(node).map { key, value in
                "\(document.text(key)): \(text(document, value, indent: inner))"
            }
        case .array: parts = document.elements(node).map { text(document, $0, indent: inner) }
        default: return document.text(node)
        }
        let (open, close) = document.kind(node) == .object ? ("{", "}") : ("[", "]")
        guard !parts.isEmpty else { return open + close }
        return open + "\n" + parts.map { inner + $0 }.joined(separator: ",\n") + "\n\(indent)\(close)"
    }
}
