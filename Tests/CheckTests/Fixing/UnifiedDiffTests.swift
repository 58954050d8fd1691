import JSON
import Manifests
import TestSupport
import Testing

@testable import Check

struct UnifiedDiffTests {
    @Test("is written as diff -u does it")
    func format() {
        let old = (1...12).map { "line \($0)\n" }.joined()
        func diff(_ old: String, _ changes: [(Range<Int>, String)]) -> String {
            UnifiedDiff.text(
                name: "/a/b.yaml",
                Array(old.utf8),
                changes.map { TextEdit(range: $0.0, replacement: Array($0.1.utf8)) }
            )
        }
        #expect(diff(old, []) == "")
        #expect(
            diff(old, [(14..<20, "LINE 3"), (79..<79, "more\n")])
                == """
                --- a/a/b.yaml
                +++ b/a/b.yaml
                @@ -1,6 +1,6 @@
                 line 1
                 line 2
                -line 3
                +LINE 3
                 line 4
                 line 5
                 line 6
                @@ -9,4 +9,5 @@
                 line 9
                 line 10
                 line 11
                +more
                 line 12

                """
        )
        #expect(
            diff("a: 1", [(3..<4, "2")])
                == "--- a/a/b.yaml\n+++ b/a/b.yaml\n@@ -1 +1 @@\n-a: 1\n\\ No newline at end of file\n+a: 2\n"
                + "\\ No newline at end of file\n"
        )
        #expect(diff("", [(0..<0, "a\n")]).hasSuffix("@@ -0,0 +1 @@\n+a\n"))
    }

    @Test("turns the old text into the new one, whatever was changed in how many rounds", arguments: UInt64(0)..<200)
    func applies(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let lines = (0..<Int.random(in: 0...40, using: &random)).map { _ in random.pick(["a\n", "b\n", "\n", "ccc\n"]) }
        let end = random.pick(["", "x", "y"])
        let original = Array((lines.joined() + end).utf8)
        var text = EditedText(original)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            var edits: [TextEdit] = []
            var position = 0
            while position <= text.bytes.count, Int.random(in: 0..<5, using: &random) > 0 {
                let start = Int.random(in: position...text.bytes.count, using: &random)
                let stop = Int.random(in: start...min(start + 6, text.bytes.count), using: &random)
                edits.append(
                    TextEdit(range: start..<stop, replacement: Array(random.pick(["", "q", "n\n", "\nm"]).utf8))
                )
                position = stop + 1
            }
            var expected = text.bytes
            for edit in edits.reversed() { expected.replaceSubrange(edit.range, with: edit.replacement) }
            text.apply(edits)
            #expect(text.bytes == expected)
        }
        var again = original
        for edit in text.changes.reversed() { again.replaceSubrange(edit.range, with: edit.replacement) }
        #expect(again == text.bytes)
        let diff = UnifiedDiff.text(name: "f", original, text.changes)
        #expect(
            Self.apply(diff, to: String(decoding: original, as: UTF8.self))
                == String(decoding: text.bytes, as: UTF8.self)
        )
        #expect(diff.isEmpty == (original == text.bytes) || text.changes.contains { !$0.range.isEmpty })
    }

    /// A patch program of its own, which trusts the numbers and checks every line.
    private static func apply(_ diff: String, to text: String) -> String? {
        var old = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) + "\n" }
        if let last = old.popLast(), last != "\n" { old.append(String(last.dropLast())) }
        var result: [String] = []
        var position = 0
        var lines = diff.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        if lines.isEmpty { return text }
        lines = lines.dropFirst(2)
        var wanted = 0
        for (index, line) in zip(lines.indices, lines) {
            if let match = line.firstMatch(of: /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@$/) {
                let start = Int(match.1) ?? 0
                let first = match.2 == "0" ? start : start - 1
                guard first >= position, first <= old.count else { return nil }
                result += old[position..<first]
                position = first
                wanted = Int(match.3) ?? 0
                guard result.count == (match.4 == "0" ? wanted : wanted - 1) else { return nil }
                continue
            }
            if line.hasPrefix("\\") { continue }
            let isCut = lines.indices.contains(index + 1) && lines[index + 1].hasPrefix("\\")
            let content = line.dropFirst() + (isCut ? "" : "\n")
            if line.hasPrefix("+") {
                result.append(String(content))
                continue
            }
            guard position < old.count, old[position] == content else { return nil }
            position += 1
            if line.hasPrefix(" ") { result.append(String(content)) }
        }
        return (result + old[position...]).joined()
    }
}
