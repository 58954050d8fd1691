import Foundation
import JSON
import TestSupport
import Testing
import YAML

/// What kubectl makes of a document is what this module makes of it.
///
/// `kubectl patch --local` with an empty patch prints an object as its library has read it, and asks no server.
@Suite(.serialized, .enabled(if: LocalKubectl.isHere, "\(LocalKubectl.hint)"))
struct KubectlTests {
    @Test("scalars of every shape mean the same")
    func scalars() throws {
        var random = SeededGenerator(seed: 20_01)
        let numbers = (0..<3000).map { _ in random.text("0123456789_.eE+-xobABF", upTo: 9) }
        let floats = (0..<1000).map { _ in
            "\(Double.random(in: -1...1, using: &random) * Double(sign: .plus, exponent: .random(in: -70...80, using: &random), significand: 1))"
        }
        let words = [
            "y", "Yes", "NO", "on", "Off", "~", "null", "Null", "TRUE", "tRUE", "1:30", "2001-01-01", "<<", "=",
        ]
        let scalars = numbers + floats + words
        try compare(scalars.enumerated().map { "v\($0.offset): \($0.element)" }.filter { Self.isRead($0) })
        try compare(
            scalars.enumerated().map { "v\($0.offset): {\"k\": 0, \($0.element): 0}" }.filter { Self.isRead($0) }
        )
        try compare(scalars.enumerated().map { "v\($0.offset): !!str \($0.element)" }.filter { Self.isRead($0) })
    }

    @Test("documents in every style mean the same")
    func documents() throws {
        try compare(
            (0..<400).map { seed in
                var text = RandomYAML(seed: UInt64(seed))
                return "v\(seed):\n" + text.mapping(indent: 2)
            }
        )
    }

    @Test("what is refused here is refused by kubectl", .namesItsCase)
    func refusals() {
        let texts = [
            "a: .inf", "a: !!int x", "~: 1", "? [a]\n: 1", "a: b: c", "a: 'x", "a: [1", "a: @x", "a: *x", "a:\n\tb: 1",
            "a: &x [*x]", "<<: 1", "a: x\n- y", "18446744073709551615: 1", "a: \"\\q\"", "a: !!binary a",
        ]
        forEachCase(of: texts) { text throws in
            #expect(!Self.isRead(text))
            #expect(try LocalKubectl.read(Self.object(text)) == nil)
        }
    }

    private static func isRead(_ text: String) -> Bool {
        YAMLStream.results(text).allSatisfy { if case .success = $0 { true } else { false } }
    }

    private static func object(_ text: String) -> String {
        "apiVersion: v1\nkind: Sample\nmetadata: {name: x}\n" + text + "\n"
    }

    private func compare(_ members: [String]) throws {
        #expect(members.count > 100)
        let text = Self.object(members.joined(separator: "\n"))
        let ours = try YAMLStream.document(text).json
        let output = try #require(try LocalKubectl.read(text), "kubectl refuses")
        let theirs = try JSONDocument(parsing: output)
        var names = Set(ours.members(ours.root).map { ours.string($0.key) ?? "" })
        for (key, value) in theirs.members(theirs.root) {
            let name = theirs.string(key) ?? ""
            let mine = try #require(ours.member(name, of: ours.root))
            #expect(
                Self.same(ours, mine, theirs, value),
                "\(name): \(ours.text(mine)), and kubectl has \(theirs.text(value))"
            )
            names.remove(name)
        }
        #expect(names.isEmpty)
    }

    /// kubectl holds numbers that are no `int64` as doubles.
    private static func same(_ left: JSONDocument, _ one: JSONNode, _ right: JSONDocument, _ other: JSONNode) -> Bool {
        guard left.kind(one) == right.kind(other), left.count(one) == right.count(other) else { return false }
        switch left.kind(one) {
        case .number:
            return left.text(one) == right.text(other) || Double(left.text(one)) == Double(right.text(other))
        case .object:
            return left.members(one).allSatisfy { key, value in
                right.member(left.string(key) ?? "", of: other).map { same(left, value, right, $0) } ?? false
            }
        case .array: return zip(left.elements(one), right.elements(other)).allSatisfy { same(left, $0, right, $1) }
        default: return left.isEqual(one, to: other, in: right)
        }
    }
}

/// kubectl, without a server.
enum LocalKubectl {
    static let hint = "the comparison with kubectl needs KUBEBUILDER_ASSETS, a folder with kubectl"

    private static let path: String? = ProcessInfo.processInfo.environment["KUBEBUILDER_ASSETS"].map { $0 + "/kubectl" }

    /// Says so on standard error when it is not, because a skipped test is easily overlooked.
    static let isHere: Bool = {
        if let path, FileManager.default.isExecutableFile(atPath: path) { return true }
        FileHandle.standardError.write(Data("SKIPPED: \(hint)\n".utf8))
        return false
    }()

    /// The JSON of an object, or nil where kubectl refuses it.
    static func read(_ yaml: String) throws -> [UInt8]? {
        let folder = try TemporaryFolder()
        let output = folder.path("output.json")
        _ = FileManager.default.createFile(atPath: output, contents: nil)
        let process = Process()
        process.executableURL = URL(filePath: try #require(path))
        process.arguments = [
            "--kubeconfig", "/dev/null", "patch", "--local", "--type=merge", "-p", "{}", "-o", "json", "-f",
            try folder.write(yaml, to: "input.yaml"),
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: output)
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? [UInt8](try Data(contentsOf: URL(filePath: output))) : nil
    }
}
