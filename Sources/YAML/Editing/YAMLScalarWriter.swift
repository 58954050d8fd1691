import JSON

/// Writes text as a scalar, as people write it.
struct YAMLScalarWriter {
    enum Context {
        case block
        /// Within `[ ]` or `{ }`.
        case flow
    }

    /// A value that is no collection.
    static func scalar(
        _ json: JSONDocument,
        _ node: JSONNode,
        in context: Context,
        like style: YAMLStyle = .plain
    ) -> [UInt8] {
        guard json.kind(node) == .string else { return Array(json.bytes[json.range(node)]) }
        return string(decoded(json, node), in: context, like: style)
    }

    /// `style` is kept where it can hold the text; block scalars are written elsewhere.
    static func string(_ text: [UInt8], in context: Context, like style: YAMLStyle = .plain) -> [UInt8] {
        switch style {
        case .singleQuoted where isPrintable(text): return singleQuoted(text)
        case .doubleQuoted: return doubleQuoted(text)
        default:
            if isPlain(text, in: context) { return text }
            return isPrintable(text) && text.contains(UInt8(ascii: "\"")) ? singleQuoted(text) : doubleQuoted(text)
        }
    }

    static func decoded(_ json: JSONDocument, _ node: JSONNode) -> [UInt8] { json.withUTF8(node) { Array($0) } ?? [] }

    /// Whether the text without quotes is a text, and this one.
    static func isPlain(_ text: [UInt8], in context: Context) -> Bool {
        guard let first = text.first, let last = text.last, isPrintable(text) else { return false }
        guard YAMLClass.of(first) & (YAMLClass.indicator | YAMLClass.space) == 0, last != 0x20,
            last != UInt8(ascii: ":"),
            ![UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "<")].contains(
                first
            ),
            !text.starts(with: "...".utf8)
        else { return false }
        for (index, byte) in text.enumerated() {
            if context == .flow, YAMLClass.of(byte) & YAMLClass.flow != 0 { return false }
            let next = text[min(index + 1, text.count - 1)]
            if byte == UInt8(ascii: ":"), next == 0x20 || context == .flow && YAMLClass.of(next) & YAMLClass.flow != 0 {
                return false
            }
            if byte == 0x20, next == UInt8(ascii: "#") { return false }
        }
        guard case .string = text.withUnsafeBufferPointer({ YAMLResolution($0) }) else { return false }
        return true
    }

    /// Whether the text can stand in one line without escapes, also for readers that know more line breaks than we do.
    static func isPrintable(_ text: [UInt8]) -> Bool {
        let text = String(decoding: text, as: UTF8.self)
        guard PlainText.line(text).utf8.elementsEqual(text.utf8) else { return false }
        return !text.unicodeScalars.contains { $0.value == 0xA0 || $0.value & 0xFFFE == 0xFFFE }
    }

    static func singleQuoted(_ text: [UInt8]) -> [UInt8] {
        let quote = UInt8(ascii: "'")
        return [quote] + text.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
    }

    static func doubleQuoted(_ text: [UInt8]) -> [UInt8] {
        var result = "\""
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where isPrintable(Array(String(scalar).utf8)): result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                let (letter, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
                result += "\\" + letter + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
            }
        }
        return Array((result + "\"").utf8)
    }

    /// A block scalar with its header, or nil when the text cannot be one.
    static func block(
        _ text: [UInt8],
        _ style: YAMLStyle,
        indent: Int,
        lineBreak: [UInt8]
    ) -> [UInt8]? {
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard text.contains(where: { $0 != 0x0A && $0 != 0x20 }), lines[0].first != 0x20,
            lines.allSatisfy({ $0.allSatisfy { $0 == 0x09 } == $0.isEmpty && isPrintable($0.filter { $0 != 0x09 }) })
        else { return nil }
        let content = lines.dropLast(lines.reversed().prefix { $0.isEmpty }.count)
        // Leading empty lines are as many line feeds, and a first line of text that is indented more would need a digit.
        guard content.first(where: { !$0.isEmpty })?.first != 0x20 else { return nil }
        let feeds = lines.count - content.count
        var result: [UInt8] = [UInt8(ascii: style == .literal ? "|" : ">")]
        if feeds == 0 { result.append(UInt8(ascii: "-")) } else if feeds > 1 { result.append(UInt8(ascii: "+")) }
        let space = [UInt8](repeating: 0x20, count: indent)
        var wasText = false
        for line in content {
            let isIndented = line.first == 0x20 || line.first == 0x09
            // Two lines of text would be folded into one.
            if style == .folded, wasText, !line.isEmpty, !isIndented { result += lineBreak }
            result += lineBreak + (line.isEmpty ? [] : space + line)
            wasText = !line.isEmpty && !isIndented
        }
        return result + Array(repeatElement(lineBreak, count: max(0, feeds - 1)).joined())
    }
}
