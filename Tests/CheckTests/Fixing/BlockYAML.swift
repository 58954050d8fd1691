import JSON

/// JSON as people write YAML: blocks, single quotes around every text.
enum BlockYAML {
    static func text(_ document: JSONDocument, _ node: JSONNode) -> String { block(document, node, "") + "\n" }

    private static func block(_ document: JSONDocument, _ node: JSONNode, _ indent: String) -> String {
        switch document.kind(node) {
        case .object where document.count(node) > 0:
            return document.members(node).map { key, value in
                "\(indent)\(scalar(document, key)):" + child(document, value, indent + "  ")
            }.joined(separator: "\n")
        case .array where document.count(node) > 0:
            return document.elements(node).map { indent + "-" + child(document, $0, indent + "  ") }
                .joined(separator: "\n")
        default: return indent + scalar(document, node)
        }
    }

    private static func child(_ document: JSONDocument, _ node: JSONNode, _ indent: String) -> String {
        let isBlock = [.object, .array].contains(document.kind(node)) && document.count(node) > 0
        return isBlock ? "\n" + block(document, node, indent) : " " + scalar(document, node)
    }

    private static func scalar(_ document: JSONDocument, _ node: JSONNode) -> String {
        guard let text = document.string(node), text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value < 0x7F })
        else { return document.text(node) }
        return "'" + text.replacing("'", with: "''") + "'"
    }
}
