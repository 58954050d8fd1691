import CLI
import Foundation
import TestSupport
import Testing

/// `check --fix` and `--diff` as somebody runs them.
struct CheckFixTests {
    private static let faulty = CheckSample.ingress(
        "web",
        annotations: #"{"alb.ingress.kubernetes.io/sticky-sesion":"true"}"#
    )
    private static let fixed = faulty.replacing("sticky-sesion", with: "sticky-session")
    private static let rule = "ALB517"

    private static func text(_ folder: TemporaryFolder, _ name: String) throws -> String {
        try String(contentsOfFile: folder.file(name), encoding: .utf8)
    }

    @Test("--fix writes what is certain, keeps the mode, follows links, and reports what is left")
    func writes() throws {
        let other = CheckSample.ingress("api", path: "/api/*")
        let folder = try TemporaryFolder(["real/a.json": Self.faulty + "\n", "b.json": other])
        try folder.link("link.json", to: folder.file("real/a.json"))
        let files = FileManager.default
        try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.file("real/a.json"))
        let run = CommandRun(["check", "--fix", folder.file("link.json"), folder.file("b.json")], folder: folder)
        #expect(try Self.text(folder, "real/a.json") == Self.fixed + "\n")
        #expect(!run.out.contains(Self.rule), "\(run)")
        #expect(run.err.contains("fixes in 2 files") || run.err.contains("1 fix in 1 file"), "\(run)")
        let mode = try files.attributesOfItem(atPath: folder.file("real/a.json"))[.posixPermissions] as? Int
        #expect(mode == 0o640)
        #expect(try files.destinationOfSymbolicLink(atPath: folder.file("link.json")) == folder.file("real/a.json"))
        #expect(try files.contentsOfDirectory(atPath: folder.file("real")) == ["a.json"])
        let again = CommandRun(["check", "--fix", folder.file("link.json"), folder.file("b.json")], folder: folder)
        #expect(again.err.contains("0 fixes in 0 files"), "\(again)")
    }

    @Test("--diff prints what --fix would write, and writes nothing")
    func diff() throws {
        let folder = try TemporaryFolder(["a.json": Self.faulty])
        let run = CommandRun(["check", "--diff", folder.file("a.json")], folder: folder)
        #expect(
            run.out == """
                --- aDIR/a.json
                +++ bDIR/a.json
                @@ -1 +1 @@
                -\(Self.faulty)
                \\ No newline at end of file
                +\(Self.fixed)
                \\ No newline at end of file

                """,
            "\(run)"
        )
        #expect(run.err.contains("1 fix in 1 file, not written"))
        #expect(try Self.text(folder, "a.json") == Self.faulty)
        let coloured = CommandRun(["check", "--diff", "--color", "always", folder.file("a.json")], folder: folder)
        #expect(coloured.out.contains("\u{1B}[36m@@ -1 +1 @@\u{1B}[m\n\u{1B}[31m-"))
        let both = CommandRun(["check", "--diff", "--fix", folder.file("a.json")], folder: folder)
        #expect(both.out == run.out)
        #expect(try Self.text(folder, "a.json") == Self.fixed)
    }

    @Test("what standard input becomes goes to standard output, changed or not")
    func standardInput() {
        #expect(CommandRun(["check", "--fix", "-"], input: Array(Self.faulty.utf8)).out == Self.fixed)
        #expect(CommandRun(["check", "--fix", "-"], input: Array(Self.fixed.utf8)).out == Self.fixed)
    }

    @Test("reports beside a diff go to files, with the edits of each fix in them")
    func reports() throws {
        let folder = try TemporaryFolder(["a.json": Self.faulty])
        let file = folder.file("a.json")
        #expect(CommandRun(["check", "--diff", "-o", "json", file]).code == .usage)
        #expect(CommandRun(["check", "--fix", "-o", "json"], input: Array(Self.faulty.utf8)).code == .usage)
        let run = CommandRun(["check", "--diff", "-o", "json=\(folder.file("r"))", file], folder: folder)
        #expect(run.out.hasPrefix("--- a"))
        #expect(try Self.text(folder, "r").contains("\"edits\""))
    }

    @Test("what a comment or the baseline keeps quiet is not fixed")
    func quiet() throws {
        let yaml = CheckSample.wildcard.replacing(
            "    # kept as it is\n",
            with: "    alb.ingress.kubernetes.io/sticky-sesion: \"true\"  # alb-admission: ignore ALB517\n"
        )
        let folder = try TemporaryFolder(["a.yaml": yaml, "b.json": Self.faulty])
        _ = CommandRun(["check", "--fix", folder.file("a.yaml")], folder: folder)
        #expect(try Self.text(folder, "a.yaml").contains("sticky-sesion"))
        let baseline = ["--baseline", folder.file("base"), folder.file("b.json")]
        _ = CommandRun(["check", "--write-baseline"] + baseline)
        _ = CommandRun(["check", "--fix"] + baseline)
        #expect(try Self.text(folder, "b.json") == Self.faulty)
    }

    @Test("a file that cannot be written is said, and the exit code is 3")
    func unwritable() throws {
        let folder = try TemporaryFolder(["r/a.json": Self.faulty])
        // The temporary file is in the way.
        try folder.write("r/.alb-admission-\(ProcessInfo.processInfo.processIdentifier)", [])
        let run = CommandRun(["check", "--fix", folder.file("r/a.json")], folder: folder)
        #expect(run.code == .unreadable && run.err.contains("DIR/r/a.json: File exists"), "\(run)")
        #expect(try Self.text(folder, "r/a.json") == Self.faulty)
    }
}
