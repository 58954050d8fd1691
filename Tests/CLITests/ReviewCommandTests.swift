import Admission
import CLI
import TestSupport
import Testing

/// `review`: saved reviews in, the server's answers out.
struct ReviewCommandTests {
    private static func folder(_ files: [String: String]) throws -> TemporaryFolder {
        try TemporaryFolder(files.merging(["config/settings.json": Sample.settings]) { $1 })
    }

    private static func run(_ folder: TemporaryFolder, _ arguments: [String], input: String? = nil) -> CommandRun {
        CommandRun(
            ["review", "--config", folder.file("config/settings.json")] + arguments,
            input: input.map { Array($0.utf8) },
            folder: folder
        )
    }

    @Test func answersAFileAsTheServerWould() throws {
        let folder = try Self.folder(["a.json": Sample.allowed, "d.json": Sample.denied])
        let allowed = Self.run(folder, [folder.file("a.json")])
        #expect(allowed == CommandRun(out: Sample.allowedAnswer, .clean))
        let denied = Self.run(folder, [folder.file("d.json")])
        #expect(denied == CommandRun(out: try Sample.serverAnswer(Sample.denied, .both), .denied))
        #expect(denied.out.contains("\"code\":422"))
    }

    @Test func failsOnWarningsWhenAsked() throws {
        let warned = Sample.text(IngressText { $0.annotations = [("alb.ingress.kubernetes.io/listen-ports", "[{}]")] })
        let folder = try Self.folder(["w.json": warned, "a.json": Sample.allowed, "d.json": Sample.denied])
        #expect(Self.run(folder, [folder.file("w.json")]).code == .clean)
        #expect(Self.run(folder, ["--fail-on-warn", folder.file("w.json")]).code == .warned)
        #expect(Self.run(folder, ["--fail-on-warn", folder.file("a.json")]).code == .clean)
        #expect(Self.run(folder, ["--fail-on-warn", folder.file("w.json"), folder.file("d.json")]).code == .denied)
    }

    @Test(arguments: ReviewStage.allCases)
    func oneEndpointAnswersByteForByte(_ webhook: ReviewStage) throws {
        let folder = try Self.folder([:])
        for review in [Sample.patched, Sample.denied, Sample.allowed] {
            let run = Self.run(folder, ["--webhook", webhook.rawValue, "-"], input: review)
            #expect(run.out == (try Sample.serverAnswer(review, webhook)))
            #expect(run.err == "")
            #expect(run.code == (review == Sample.denied && webhook != .mutate ? .denied : .clean))
        }
    }

    @Test(arguments: [
        ("[A,A,A]", 3), (" [ A , D ] ", 2), ("AA", 2), ("A\nA\n", 2), ("A\r\n\r\nD\r\n", 2), ("[A]\n[D]A", 3),
        ("\nA", 1),
    ])
    func readsArraysStreamsAndLines(_ pattern: String, _ count: Int) throws {
        let folder = try Self.folder([:])
        let text = pattern.replacing("A", with: "\u{1}").replacing("D", with: Sample.denied)
            .replacing("\u{1}", with: Sample.allowed)
        let run = Self.run(folder, [], input: text)
        let answers = try pattern.compactMap { letter in
            try letter == "A" ? Sample.allowedAnswer : letter == "D" ? Sample.serverAnswer(Sample.denied, .both) : nil
        }
        #expect(answers.count == count)
        #expect(run == CommandRun(out: answers.joined(), pattern.contains("D") ? .denied : .clean))
    }

    @Test func answersInTheVersionThatAsked() throws {
        let folder = try Self.folder([:])
        let old = Sample.allowed.replacing("admission.k8s.io/v1", with: "admission.k8s.io/v1beta1")
        #expect(
            Self.run(folder, ["-"], input: old)
                == CommandRun(out: Sample.answer("\"allowed\":true", version: "v1beta1"), .clean)
        )
    }

    @Test func takesABareRequest() throws {
        let folder = try Self.folder([:])
        let start = try #require(Sample.denied.firstRange(of: "\"request\":")).upperBound
        let bare = String(Sample.denied[start...].dropLast())
        #expect(Self.run(folder, [], input: bare).out == (try Sample.serverAnswer(Sample.denied, .both)))
    }

    @Test func readsAFolderInOrderAndOnlyItsJSON() throws {
        let folder = try Self.folder([
            "in/b.json": Sample.denied, "in/a/x.jsonl": Sample.allowed, "in/c.ndjson": Sample.allowed,
            "in/readme.txt": "x", "in/.hidden/h.json": "x", "in/.h.json": "x",
        ])
        try folder.link("in/loop", to: folder.file("in"))
        let denied = try Sample.serverAnswer(Sample.denied, .both)
        let run = Self.run(folder, [folder.file("in")])
        #expect(run == CommandRun(out: Sample.allowedAnswer + denied + Sample.allowedAnswer, .denied))
        #expect(Self.run(folder, [folder.file("in") + "/"]).out == run.out)
    }

    @Test func theSecondAlbConfigNeedsTheClusterToBeRefused() throws {
        func config(_ name: String) -> String {
            "{\"apiVersion\":\"alibabacloud.com/v1\",\"kind\":\"AlbConfig\",\"metadata\":{\"name\":\"\(name)\"},"
                + "\"spec\":{\"config\":{\"id\":\"alb-1\"}}}"
        }
        let second = String(decoding: ReviewText(object: config("b")).bytes, as: UTF8.self)
        let list = "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":[\(ClusterText.alb),\(config("a"))]}"
        let folder = try Self.folder([
            "list.json": list, "array.json": "[\(config("a"))]", "stream.json": "\(ClusterText.alb)\n\(config("a"))",
            "tree/x/one.json": config("a"), "other.json": ClusterText.alb,
        ])
        #expect(Self.run(folder, ["-"], input: second).code == .clean)
        for objects in [["list.json"], ["array.json"], ["stream.json"], ["tree"], ["other.json", "tree/x/one.json"]] {
            let flags = objects.flatMap { ["--objects", folder.file($0)] }
            let run = Self.run(folder, flags + ["-"], input: second)
            #expect(run.code == .denied, "\(objects)")
            #expect(
                run.out.contains("[ALB601] spec.config.id: ALB \\\"alb-1\\\" is already managed by AlbConfig \\\"a\\\"")
            )
            #expect(run.err == "")
        }
    }

    /// One object of a name twice: the later one counts, as in `kubectl apply`.
    @Test func theLaterObjectReplacesTheEarlier() throws {
        let foreign = ClusterText.ingressClass("alb", controller: "example.com/x")
        let folder = try Self.folder([
            "ours.json": "[\(foreign),\(ClusterText.alb)]", "foreign.json": "[\(ClusterText.alb),\(foreign)]",
        ])
        #expect(Self.run(folder, ["--objects", folder.file("ours.json")], input: Sample.denied).code == .denied)
        #expect(Self.run(folder, ["--objects", folder.file("foreign.json")], input: Sample.denied).code == .clean)
    }
}
