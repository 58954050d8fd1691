/// The notes of a subcommand as parts of a page: paragraphs, indented lines that are kept, and examples.
///
/// A paragraph that begins with `examples:`, and all that follows it, is the section of examples.
struct ManNotes {
    private var description: [Block] = []
    private var examples: [Block] = []

    private enum Block {
        case filled(String)
        case kept([String])
    }

    init(_ notes: String) {
        var isExamples = false
        for paragraph in notes.split(separator: "\n", omittingEmptySubsequences: false).split(separator: "") {
            var lines = paragraph.map(String.init)
            if lines.first == "examples:" {
                isExamples = true
                lines.removeFirst()
            }
            if isExamples { examples += Self.blocks(lines) } else { description += Self.blocks(lines) }
        }
    }

    func writeDescription(to roff: inout Roff) { Self.write(description, to: &roff) }

    func writeExamples(to roff: inout Roff) {
        if !examples.isEmpty { roff.section("EXAMPLES") }
        Self.write(examples, to: &roff)
    }

    private static func blocks(_ lines: [String]) -> [Block] {
        var blocks: [Block] = []
        for line in lines {
            let isKept = line.hasPrefix("  ")
            let text = isKept ? String(line.dropFirst(2)) : line
            switch blocks.last {
            case .kept(let before)? where isKept: blocks[blocks.count - 1] = .kept(before + [text])
            case .filled(let before)? where !isKept: blocks[blocks.count - 1] = .filled("\(before) \(text)")
            default: blocks.append(isKept ? .kept([text]) : .filled(text))
            }
        }
        return blocks
    }

    private static func write(_ blocks: [Block], to roff: inout Roff) {
        for block in blocks {
            switch block {
            case .filled(let text): roff.paragraph(text)
            case .kept(let lines): roff.example(lines)
            }
        }
    }
}
