import CLI
import Foundation
import TestSupport
import Testing

/// `check` as somebody runs it on what is at hand.
struct CheckCommandTests {
    @Test("a finding names file, line and column, shows the line, and exits with 1")
    func finding() throws {
        let folder = try TemporaryFolder(["a.json": "[\n" + CheckSample.ingress("web", path: "/api/*") + "\n]\n"])
        let run = CommandRun(["check", folder.file("a.json")], folder: folder)
        #expect(run.code == .denied)
        let column = CheckSample.ingress("web", path: "/api/*").range(of: "\"/api/*\"") ?? -1
        #expect(
            run.out.hasPrefix(
                "DIR/a.json: 1 denial\n\nDIR/a.json:2:\(column): deny ALB401 exact-path-wildcard, Ingress team/web\n"
            )
        )
        #expect(run.out.contains("^^^^^^^^\n"))
        #expect(run.out.contains("fix: "))
        #expect(run.err == "1 file, 1 object: 1 denial, 0 warnings\n")
    }

    @Test("the README shows what is printed")
    func readme() throws {
        let folder = try TemporaryFolder(["shop.yaml": CheckSample.wildcard])
        let run = CommandRun(["check", folder.file("shop.yaml")], folder: folder)
        let readme = try String(contentsOf: ExternalProgram.checkout.appending(path: "README.md"), encoding: .utf8)
        #expect(readme.contains("$ alb-admission check shop.yaml\n" + run.out.dropLast().replacing("DIR/", with: "")))
    }

    @Test("objects are each other's context, in whatever files and forms they stand")
    func context() throws {
        let folder = try TemporaryFolder([
            "a/web.json": CheckSample.ingress("web"),
            "b/services.json":
                "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[\(CheckSample.service("web", port: 8080))]}",
        ])
        let run = CommandRun(["check", folder.path], folder: folder)
        #expect(run.code == .denied)
        #expect(run.out.contains("DIR/a/web.json:1:") && run.out.contains(": deny ALB409 backend-service"))
    }

    @Test(
        "what is missing among files may be in the cluster: a warning; among objects of a cluster a denial",
        arguments: [
            (#"{"apiVersion":"v1","kind":"Secret","metadata":{"name":"other","namespace":"team"}}"#, false),
            (#"{"apiVersion":"v1","kind":"Secret","metadata":{"name":"other","namespace":"team","uid":"1"}}"#, true),
            (#"{"apiVersion":"v1","kind":"SecretList","items":[]}"#, true),
        ]
    )
    func partialView(secrets: String, isWhole: Bool) throws {
        let tls = "\"spec\":{\"tls\":[{\"hosts\":[\"web.example.com\"],\"secretName\":\"web\"}],"
        let ingress = CheckSample.ingress("web").replacing("\"spec\":{", with: tls)
        let folder = try TemporaryFolder(["a.json": ingress + secrets, "strict": "{\"rules\":{\"ALB307\":\"deny\"}}"])
        let run = CommandRun(["check", "--config", folder.file("strict"), folder.path])
        #expect(run.out.contains(": \(isWhole ? "deny" : "warn") ALB307 tls-secret-not-found"), "\(run)")
        #expect(run.out.contains("(Secret team/web is not among the objects that were given)") != isWhole)
        #expect(run.code == (isWhole ? .denied : .clean))
        let given = try TemporaryFolder(["secrets.json": secrets])
        let web = try TemporaryFolder(["web.json": ingress])
        let beside = CommandRun(["check", "--config", folder.file("strict"), "--objects", given.path, web.path])
        #expect(beside.code == .denied)
    }

    @Test("an object without a namespace is in the one that is given, as kubectl has it")
    func namespace() throws {
        let objects =
            CheckSample.ingress("web", namespace: nil) + CheckSample.service("web", namespace: "shop", port: 81)
        let folder = try TemporaryFolder(["a.json": objects])
        #expect(CommandRun(["check", folder.path]).code == .clean)
        let run = CommandRun(["check", "-n", "shop", folder.path])
        #expect(run.code == .denied && run.out.contains("Ingress shop/web"))
    }

    @Test("--old judges changes: what the stored object has already is a warning")
    func old() throws {
        let old = CheckSample.ingress("web", path: "/api/*")
        let new = CheckSample.ingress("web", path: "/api/*", annotations: "{\"a\":\"b\"}")
        let folder = try TemporaryFolder(["new/a.json": new, "old/a.json": old])
        #expect(CommandRun(["check", folder.file("new")]).code == .denied)
        let run = CommandRun(["check", "--old", folder.file("old"), folder.file("new")])
        #expect(run.code == .clean && run.out.contains(": warn ALB401"))
        let unchanged = CommandRun(["check", "--fail-on-warn", "--old", folder.file("new"), folder.file("new")])
        #expect(unchanged.code == .clean && unchanged.err.contains("1 object not judged"))
    }

    @Test("--fail-on-warn exits with 2 for warnings alone")
    func failOnWarn() throws {
        let folder = try TemporaryFolder(["a.json": CheckSample.ingress("web") + CheckSample.service("other")])
        #expect(CommandRun(["check", "--fail-on-warn", folder.path]).code == .warned)
    }

    @Test("defaults are filled in first, and said")
    func mutatedFirst() throws {
        let text = CheckSample.ingress("web").replacing("\"ingressClassName\":\"alb\",", with: "")
        let folder = try TemporaryFolder(["a.json": text])
        let run = CommandRun(["check", folder.path], folder: folder)
        #expect(run.code == .clean)
        #expect(run.out.contains("DIR/a.json:1:2: note Ingress team/web: [M1] "))
        #expect(run.err.contains("1 object would get defaults"))
    }

    @Test("a long line is cut around the value")
    func longLine() throws {
        let many = (0..<500).map { CheckSample.ingress("w\($0)") }.joined(separator: ",")
        let text = "[\(many),\(CheckSample.ingress("last", path: "/api/*"))]"
        let run = CommandRun(["check", "-"], input: Array(text.utf8))
        let frame = run.out.split(separator: "\n").filter { $0.contains(" | ") }
        try #require(frame.count == 2, "\(run)")
        #expect(frame.allSatisfy { $0.count < 120 })
        #expect(frame[0].contains("...") && frame[0].contains("\"/api/*\""))
        let before = frame[1].prefix { $0 != "^" }.count
        #expect(frame[0].dropFirst(before).hasPrefix("\"/api/*\""))
    }

    @Test("colours are for terminals, and NO_COLOR and --color decide")
    func colours() throws {
        let folder = try TemporaryFolder(["a.json": CheckSample.ingress("web", path: "/api/*")])
        #expect(!CommandRun(["check", folder.path]).out.contains("\u{1B}"))
        #expect(CommandRun(["check", "--color=always", folder.path]).out.contains("\u{1B}[1;31mdeny"))
        #expect(CommandRun(["check", folder.path], onTerminal: true).out.contains("\u{1B}"))
        let plain = CommandRun(["check", folder.path], environment: ["NO_COLOR": "1"], onTerminal: true)
        #expect(!plain.out.contains("\u{1B}"))
    }

    @Test("on a terminal a line says what is going on, and is gone in the end")
    func progress() throws {
        let folder = try TemporaryFolder(["a.json": CheckSample.ingress("web")])
        let run = CommandRun(["check", folder.path], onTerminal: true)
        #expect(run.err.contains("\rjudging 1 objects...") || run.err.contains("\u{1B}[Kjudging 1 object"))
        #expect(run.err.contains("\r\u{1B}[K1 file, 1 object"))
    }
}

extension String {
    /// The characters before a text; nil where it is not.
    fileprivate func range(of text: String) -> Int? {
        ranges(of: text).first.map { distance(from: startIndex, to: $0.lowerBound) + 1 }
    }
}
