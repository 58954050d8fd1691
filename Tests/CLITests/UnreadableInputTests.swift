import CLI
import TestSupport
import Testing

/// What cannot be read is said with its place, on stderr, and ends with 3.
struct UnreadableInputTests {
    @Test(arguments: [
        ("", "<stdin>:1:1: no JSON value; the input is empty"),
        ("{", "<stdin>:1:2: unexpected end of input, expected a string key or '}'"),
        ("{\"a\":\n  nul}", "<stdin>:2:6: invalid literal, expected true, false or null"),
        (
            "apiVersion: v1\nkind: Ingress\n",
            "<stdin>:1:1: this looks like a manifest in YAML, and review reads AdmissionReviews in JSON; "
                + "use 'alb-admission check', which reads manifests"
        ),
        (
            "apiVersion: admission.k8s.io/v1\nkind: AdmissionReview\n",
            "<stdin>:1:1: unexpected 'a', expected a value; "
                + "this looks like YAML: convert it with 'kubectl ... -o json' or 'yq -o=json'"
        ),
        ("{}", "<stdin>:1:1: apiVersion: is missing"),
        ("[]", "<stdin>: no AdmissionReview found"),
        ("[\n 7]", "<stdin>:2:2: AdmissionReview: must be a JSON object, is a number"),
        (
            ClusterText.alb,
            "<stdin>:1:15: apiVersion: must be admission.k8s.io/v1 or admission.k8s.io/v1beta1, "
                + "is \"networking.k8s.io/v1\"; this is a plain object, not a request to admit one; "
                + "use 'alb-admission check', which reads manifests"
        ),
    ])
    func onStandardInput(_ text: String, _ problem: String) {
        let run = CommandRun(["review"], input: Array(text.utf8))
        #expect(run == CommandRun(err: "alb-admission: \(problem)\n", .unreadable))
    }

    @Test func theRestIsAnsweredAllTheSame() throws {
        let folder = try TemporaryFolder(["a.json": Sample.allowed, "s.json": Sample.settings])
        let files = [folder.file("none.json"), folder.file("a.json")]
        let run = CommandRun(["review", "--config", folder.file("s.json")] + files, folder: folder)
        let problem = "alb-admission: DIR/none.json: No such file or directory\n"
        #expect(run == CommandRun(out: Sample.allowedAnswer, err: problem, .unreadable))
    }

    @Test func aRepeatedKeyIsTheFaultOfItsOwnReview() throws {
        let folder = try TemporaryFolder(["s.json": Sample.settings])
        let twice = Sample.allowed.replacing("\"dryRun\":false", with: "\"dryRun\":false,\"dryRun\":false")
        let run = CommandRun(
            ["review", "--config", folder.file("s.json")],
            input: Array("[\(Sample.allowed),\n\(twice),\(Sample.allowed)]".utf8)
        )
        let answers = run.out.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(answers.count == 4)
        #expect(answers[0] + "\n" == Sample.allowedAnswer)
        #expect(
            answers[1].contains("\"code\":400") && answers[1].contains("request.dryRun: duplicate key")
        )
        #expect(answers[2] + "\n" == Sample.allowedAnswer)
        #expect(run.err == "alb-admission: <stdin>:2:\(twice.count - 15): request.dryRun: duplicate key\n")
        #expect(run.code == .denied)
    }

    @Test func anEmptyFolderHasNothingToSay() throws {
        let folder = try TemporaryFolder()
        let run = CommandRun(["review", folder.path], folder: folder)
        #expect(run == CommandRun(err: "alb-admission: DIR: no .json file found\n", .unreadable))
    }

    @Test func objectsAndSettingsMustBeReadable() throws {
        let folder = try TemporaryFolder([
            "bad.json": "{\"profil\": 1}", "yaml.json": "kind: List\n", "one.json": "[{},\n 7]",
        ])
        let review = Array(Sample.allowed.utf8)
        let cases = [
            (["--objects", folder.file("none")], "DIR/none: No such file or directory"),
            (
                ["--objects", folder.file("yaml.json")],
                "DIR/yaml.json:1:1: unexpected 'k', expected a value; "
                    + "this looks like YAML: convert it with 'kubectl ... -o json' or 'yq -o=json'"
            ),
            (["--objects", folder.file("one.json")], "DIR/one.json:2:2: [1]: must be an object, is a number"),
            (["--config", folder.file("none")], "DIR/none: No such file or directory"),
            (
                ["--config", folder.file("bad.json")],
                "DIR/bad.json:1:2: profil: unknown key; did you mean \"profile\"?"
            ),
        ]
        for (flags, problem) in cases {
            let run = CommandRun(["review"] + flags, input: review, folder: folder)
            #expect(run == CommandRun(err: "alb-admission: \(problem)\n", .unreadable))
        }
    }

    @Test func aTerminalIsNotWaitedFor() {
        let problem = "alb-admission: review: no input; name a file, a folder, or - for standard input\n"
        #expect(CommandRun(["review"]) == CommandRun(err: problem, .usage))
    }
}
