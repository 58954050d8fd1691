import CLI
import Testing

/// Bad input gets an error with its place, the rest is judged all the same, and the exit code is 3.
struct CheckInputTests {
    @Test(
        "each kind of bad input is said with its place",
        arguments: [
            ("", "DIR/bad.yaml: no Kubernetes object found"),
            ("# nothing\n", "DIR/bad.yaml: no Kubernetes object found"),
            ("{\"kind\":", "DIR/bad.yaml:1:9: unexpected end"),
            ("\u{0}\u{1}\u{2}", "DIR/bad.yaml:1:1: holds a zero byte"),
            ("{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\"}", "'alb-admission review'"),
            ("[1, {\"a\": 2}]", "DIR/bad.yaml:1:2: must be an object, is a number"),
        ]
    )
    func badInput(text: String, message: String) throws {
        let folder = try TemporaryFolder(["bad.yaml": text, "good.json": CheckSample.ingress("web", path: "/a*")])
        let run = CommandRun(["check", folder.file("bad.yaml"), folder.file("good.json")], folder: folder)
        #expect(run.code == .unreadable)
        #expect(run.err.contains(message), "\(run.err)")
        #expect(run.out.contains("deny ALB401"))
    }

    @Test("an object with a key twice is left out, its neighbours are not")
    func duplicateKeys() throws {
        let twice = CheckSample.ingress("twice").replacing(
            "\"kind\":\"Ingress\"",
            with: "\"kind\":\"Ingress\",\"kind\":\"Ingress\""
        )
        let text = "[\(twice),\n\(CheckSample.ingress("web", path: "/a*"))]"
        let run = CommandRun(["check", "-"], input: Array(text.utf8))
        #expect(run.code == .unreadable)
        #expect(run.err.contains("<stdin>:1:"))
        #expect(run.err.contains("duplicate key \"kind\" in Ingress \"team/twice\""))
        #expect(run.out.contains("<stdin>:2:"))
    }

    @Test("a folder may hold other files too; one without any object at all is said")
    func folders() throws {
        let values = "{\"replicas\": 2}"
        let mixed = try TemporaryFolder(["values.json": values, "a.json": CheckSample.ingress("web")])
        #expect(CommandRun(["check", mixed.path]).code == .clean)
        let none = try TemporaryFolder(["values.json": values])
        #expect(CommandRun(["check", none.path]).code == .unreadable)
        let empty = try TemporaryFolder()
        let run = CommandRun(["check", empty.path], folder: empty)
        #expect(run.code == .unreadable && run.err.contains("DIR: no .yaml"))
    }

    @Test("a file that is not there, and a file that is named twice")
    func names() throws {
        let folder = try TemporaryFolder(["a.json": CheckSample.ingress("web", path: "/a*")])
        let missing = CommandRun(["check", folder.file("none.yaml"), folder.file("a.json")], folder: folder)
        #expect(missing.code == .unreadable && missing.err.contains("DIR/none.yaml: No such file or directory"))
        #expect(missing.out.contains("deny ALB401"))
        let twice = CommandRun(["check", folder.path, folder.file("a.json")])
        #expect(twice.err.contains("1 file, 1 object: 1 denial"))
    }
}
