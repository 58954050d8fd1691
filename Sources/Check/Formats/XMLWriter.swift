/// Appends indented XML 1.0 to a byte buffer; elements are closed in the order in which the caller says.
struct XMLWriter {
    private(set) var bytes: [UInt8] = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
    private var depth = 0

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    mutating func open(_ name: StaticString, _ attributes: [(StaticString, String)]) {
        start(name, attributes)
        append(">\n")
        depth += 1
    }

    mutating func close(_ name: StaticString) {
        depth -= 1
        indent()
        append("</\(name)>\n")
    }

    /// An element with text or, where that is empty, with nothing.
    mutating func element(_ name: StaticString, _ attributes: [(StaticString, String)] = [], text: String = "") {
        start(name, attributes)
        guard !text.isEmpty else { return append("/>\n") }
        append(">")
        escape(text, inAttribute: false)
        append("</\(name)>\n")
    }

    private mutating func start(_ name: StaticString, _ attributes: [(StaticString, String)]) {
        indent()
        append("<\(name)")
        for (key, value) in attributes {
            append(" \(key)=\"")
            escape(value, inAttribute: true)
            append("\"")
        }
    }

    private mutating func indent() { for _ in 0..<depth { append("  ") } }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// What XML 1.0 has no way to write, most control characters among it, becomes U+FFFD.
    private mutating func escape(_ text: String, inAttribute: Bool) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": append("&amp;")
            case "<": append("&lt;")
            case ">": append("&gt;")
            case "\"" where inAttribute: append("&quot;")
            case "\r": append("&#13;")
            case "\n" where inAttribute: append("&#10;")
            case "\t" where inAttribute: append("&#9;")
            case "\t", "\n": append(String(scalar))
            case "\0"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": append("\u{FFFD}")
            default: UTF8.encode(scalar).map { bytes.append(contentsOf: $0) }
            }
        }
    }
}
