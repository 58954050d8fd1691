/// A page in the macros of man(7), as groff and mandoc read them.
struct Roff {
    private(set) var text = ""

    mutating func title(_ name: String, version: String) {
        text +=
            ".TH \(Self.quoted(name.uppercased())) 1 \"\" \(Self.quoted("alb-admission \(version)")) \"User Commands\"\n"
        // No hyphens and no blanks that nobody wrote: names are to be searched for and copied.
        text += ".nh\n.ad l\n"
    }

    mutating func section(_ name: String) { text += ".SH \(Self.quoted(name))\n" }

    /// The line of the section NAME, which tools read: its hyphen is no part of a word.
    mutating func name(_ name: String, _ summary: String) {
        text += "\(Self.escaped(name)) \\- \(Self.escaped(summary))\n"
    }

    mutating func references(_ pages: [String]) {
        text += pages.map { "\\fB\(Self.escaped($0))\\fR(1)" }.joined(separator: ",\n") + "\n"
    }

    /// Filled text.
    mutating func paragraph(_ line: String) { text += ".PP\n\(Self.line(line))\n" }

    /// Lines that are kept as they are.
    mutating func example(_ lines: [String]) {
        text += ".PP\n.RS 4\n.nf\n" + lines.map { Self.line($0) + "\n" }.joined() + ".fi\n.RE\n"
    }

    /// A term, in bold and italics, and what is said about it.
    mutating func item(_ bold: String, _ italic: String = "", _ description: String) {
        text += ".TP\n\(Self.term(bold, italic))\n\(Self.line(description))\n"
    }

    /// A paragraph that is a term alone.
    mutating func term(_ bold: String, _ italic: String) { text += ".PP\n\(Self.term(bold, italic))\n" }

    private static func term(_ bold: String, _ italic: String) -> String {
        "\\fB\(escaped(bold))\\fR" + (italic.isEmpty ? "" : " \\fI\(escaped(italic))\\fR")
    }

    private static func line(_ text: String) -> String {
        text.isEmpty ? "" : text.hasPrefix(".") ? "\\&" + escaped(text) : escaped(text)
    }

    /// Each character stands for itself, so that commands can be copied from the page.
    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case "`": result += "\\(ga"
            default: result.append(character)
            }
        }
    }

    private static func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\\(dq") + "\"" }
}
