import Admission
import JSON
import Kubernetes
import Manifests

/// `# alb-admission: ignore ALB408, path-shadowed because ...`: the author knows, and says why.
///
/// Behind a value it is about that line; on a line of its own about the next one, and where that is the first of an
/// object, about the whole object.
struct IgnoreComment: Sendable {
    /// Of the comment itself.
    var position: JSONPosition
    /// The line that it is about.
    var line: Int
    /// The words for rules, as they are written.
    var rules: [String]
    /// Empty when none is given.
    var reason: String

    private static let marker = "alb-admission:"

    /// The comments of a document that speak to us; the others cost a look at their first bytes.
    static func all(
        of document: ManifestDocument,
        in file: ManifestFile
    ) -> (comments: [IgnoreComment], problems: [CheckProblem]) {
        var found: [IgnoreComment] = []
        var problems: [CheckProblem] = []
        /// What the last comment on a line of its own is about: others above that line are about it too.
        var target = 0
        for range in document.comments {
            guard let text = text(of: file.bytes[range]) else { continue }
            let position = file.lines.position(of: range.lowerBound, in: file.bytes)
            let isAlone = isAlone(range.lowerBound, file.bytes)
            if isAlone, position.line >= target { target = next(position.line, in: file) }
            guard let comment = IgnoreComment(text, at: position, about: isAlone ? target : position.line) else {
                let text = "a comment for alb-admission must read \"ignore RULE reason\", is \"\(text.clipped)\""
                problems.append(CheckProblem(file: file.name, position: position, text: text, isFatal: false))
                continue
            }
            found.append(comment)
        }
        return (found, problems)
    }

    /// Nil for what does not say `ignore` and a rule.
    private init?(_ text: String, at position: JSONPosition, about line: Int) {
        var words = text.split(whereSeparator: { $0 == " " || $0 == "\t" })[...]
        guard words.popFirst() == "ignore" else { return nil }
        rules = []
        // Behind a comma comes another rule, else only an id is one: a reason may well begin with "third-party".
        var isListed = true
        while let word = words.first {
            let names = word.split(separator: ",")
            guard names.allSatisfy({ Self.isID($0) || isListed && Self.isName($0) }) else { break }
            rules += names.map(String.init)
            isListed = word.hasSuffix(",")
            words.removeFirst()
        }
        guard !rules.isEmpty else { return nil }
        reason = words.joined(separator: " ")
        self.position = position
        self.line = line
    }

    private static func isID(_ word: Substring) -> Bool {
        word.count == 6 && word.uppercased().hasPrefix("ALB") && word.dropFirst(3).allSatisfy(\.isNumber)
    }

    /// Lower-case words with hyphens between them.
    private static func isName(_ word: Substring) -> Bool {
        word.contains("-") && word.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") }
    }

    /// What stands behind the marker; nil for a comment that is not for us.
    private static func text(of comment: ArraySlice<UInt8>) -> String? {
        var rest = comment.dropFirst()
        while rest.first == 0x20 || rest.first == 0x09 { rest.removeFirst() }
        guard rest.starts(with: marker.utf8) else { return nil }
        return PlainText.line(String(decoding: rest.dropFirst(marker.utf8.count), as: UTF8.self)).trimmed
    }

    /// The first line behind another that is neither blank nor a comment.
    private static func next(_ line: Int, in file: ManifestFile) -> Int {
        var line = line + 1
        while line <= file.lines.count {
            let text = file.bytes[file.lines.range(ofLine: line, in: file.bytes)].drop { $0 == 0x20 || $0 == 0x09 }
            guard text.isEmpty || text.first == UInt8(ascii: "#") else { break }
            line += 1
        }
        return line
    }

    /// Whether nothing but blanks, and the `-` of a list, stands before it on its line.
    private static func isAlone(_ offset: Int, _ bytes: [UInt8]) -> Bool {
        var index = offset
        while index > 0, [0x20, 0x09, UInt8(ascii: "-")].contains(bytes[index - 1]) { index -= 1 }
        return index == 0 || bytes[index - 1] == 0x0A || bytes[index - 1] == 0x0D
    }
}

extension String {
    fileprivate var trimmed: String {
        var rest = self[...]
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
