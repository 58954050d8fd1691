import CLI
import Check
import Foundation
import JSON
import TestSupport
import Testing

/// `check -o`, `--json-schema`, `--baseline` and `--write-baseline`.
struct CheckOutputsTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder(["shop.json": CheckSample.ingress("shop", path: "/api/*")])
    }

    private func check(_ flags: String..., environment: [String: String] = [:]) -> CommandRun {
        CommandRun(["check"] + flags + [folder.file("shop.json")], environment: environment, folder: folder)
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: folder.file(name), encoding: .utf8)
    }

    @Test("several formats are written in one run, each where it belongs")
    func several() throws {
        let run = check(
            "-o",
            "github",
            "-o=sarif=\(folder.file("a.sarif"))",
            "--output",
            "json=\(folder.file("a.json"))",
            "-o",
            "text=\(folder.file("a.txt"))",
            "--color",
            "always"
        )
        #expect(run.code == .denied && run.out.hasPrefix("::error file="))
        let sarif = try JSONDocument(parsing: Array(try text("a.sarif").utf8)).value["runs"]?.elements[0]
        #expect(sarif?["invocations"]?.elements[0]["exitCode"]?.integer == 1)
        let json = try JSONDocument(parsing: Array(try text("a.json").utf8)).value
        #expect(json["findings"]?.elements[0]["rule"]?["id"]?.string == "ALB401")
        // A file is no terminal.
        #expect(try text("a.txt").contains("deny ALB401 exact-path-wildcard"))
        #expect(try !text("a.txt").contains("\u{1B}"))
    }

    @Test("files are named from the root of the checkout that CI names")
    func root() {
        let gitHub = check("-o", "github", environment: ["GITHUB_WORKSPACE": folder.path])
        #expect(gitHub.out.hasPrefix("::error file=shop.json,"))
        let gitLab = check("-o", "gitlab", environment: ["CI_PROJECT_DIR": folder.path])
        #expect(gitLab.out.contains(#""path":"shop.json""#))
    }

    @Test("a format that is not known is a usage error, a file that cannot be written is exit 3")
    func refused() {
        let names = "text, json, sarif, junit, github, gitlab"
        let unknown = "--output must be one of \(names), or FORMAT=FILE, is \"xml\""
        #expect(check("-o", "xml") == CommandRun(err: "alb-admission: check: \(unknown)\n", .usage))
        let run = check("-o", "json=\(folder.file("no/a.json"))")
        #expect(run.code == .unreadable)
        #expect(run.err.contains("alb-admission: DIR/no/a.json: No such file or directory\n"))
    }

    @Test("the schema is printed without any input")
    func schema() {
        #expect(CommandRun(["check", "--json-schema"]) == CommandRun(out: CheckReportSchema.text, .clean))
    }

    @Test("what a baseline knows is not reported, what is new is, and what is over is said")
    func baseline() throws {
        let path = folder.file("baseline.json")
        let written = check("--baseline", path, "--write-baseline")
        #expect(written.code == .clean && written.out == "", "\(written)")
        #expect(
            try text("baseline.json").contains(#"{"rule": "ALB401", "severity": "deny", "object": "Ingress team/shop""#)
        )
        #expect(check("--baseline", path).code == .clean)
        let other = CheckSample.ingress("other", path: "/x/*")
        try folder.write("shop.json", Array((other + "\n\n" + CheckSample.ingress("shop", path: "/api/*")).utf8))
        let new = check("--baseline", path)
        #expect(new.code == .denied && new.out.contains("Ingress team/other") && !new.out.contains("team/shop"))
        try folder.write("shop.json", Array(CheckSample.ingress("shop").utf8))
        let over = check("--baseline", path)
        #expect(over.code == .clean)
        let remark = "alb-admission: DIR/baseline.json: 1 entry matches no finding; --write-baseline writes it anew\n"
        #expect(over.err.contains(remark), "\(over.err)")
        #expect(check("--baseline", path, "--write-baseline").code == .clean)
        #expect(try text("baseline.json") == "{\"version\": 1, \"findings\": []}\n")
    }

    @Test("a baseline that cannot be used is exit 3, with the place")
    func unusable() throws {
        try folder.write("bad.json", Array("{\"version\": 1,\n \"findngs\": []}".utf8))
        let bad = check("--baseline", folder.file("bad.json"))
        let text = "DIR/bad.json:2:2: findngs: is not known; did you mean findings?"
        #expect(bad == CommandRun(err: "alb-admission: check: \(text)\n", .unreadable))
        let missing = check("--baseline", folder.file("none.json"))
        #expect(missing.code == .unreadable && missing.err.contains("DIR/none.json: No such file or directory"))
        let alone = check("--write-baseline")
        #expect(alone == CommandRun(err: "alb-admission: check: --write-baseline needs --baseline FILE\n", .usage))
    }

    @Test("no baseline is written of input that was read in part")
    func partial() throws {
        try folder.write("shop.json", Array((CheckSample.ingress("shop", path: "/api/*") + "{\"x\": ").utf8))
        let run = check("--baseline", folder.file("baseline.json"), "--write-baseline")
        #expect(run.code == .unreadable)
        #expect(run.err.contains("DIR/baseline.json: is not written, since a part of the input could not be read"))
        #expect(!FileManager.default.fileExists(atPath: folder.file("baseline.json")))
    }
}
