import Admission
import CLI
import Kubernetes
import Rules
import TestSupport
import Testing

/// A saved review that carries `settings` and `objects` beside its `request`.
struct CarriedContextTests {
    private static let now = 1_780_272_000
    private static let allOff = #""settings":{"rules":{"ALB303":"off"}}"#

    /// A review with more members.
    private static func carrying(_ members: String, _ review: String = Sample.denied) -> String {
        review.dropLast() + ",\(members)}"
    }

    private static func run(_ input: String, _ arguments: [String] = [], _ folder: TemporaryFolder? = nil) -> CommandRun
    {
        CommandRun(["review", "--webhook", "validate"] + arguments + ["-"], input: Array(input.utf8), folder: folder)
    }

    @Test(.namesItsCase) func everyFixtureIsAnsweredAsTheEngineDoes() throws {
        forEachCase(of: try RuleFixture.all()) { fixture in
            let answer = try fixture.reviewer().respond(to: fixture.request(), as: .validate, now: Self.now)
            let run = CommandRun(["review", "--webhook", "validate", fixture.review.path], now: Self.now)
            let text = String(decoding: answer.serialized(), as: UTF8.self) + "\n"
            #expect(run.out == text && run.code == (answer.allowed ? .clean : .denied), "\(run)")
            #expect(run.err.isEmpty || run.err.hasSuffix(": not judged\n"))
        }
    }

    @Test(.namesItsCase) func everyRecordedResponseIsPrinted() throws {
        forEachCase(of: try RecordedResponse.all()) { recorded throws in
            let arguments = ["review", "--webhook", recorded.stage.rawValue, recorded.review.path]
            let run = CommandRun(arguments, now: Self.now)
            #expect(run.err.isEmpty || run.err.hasSuffix(": not judged\n"))
            let response = try recorded.response(in: Array(run.out.utf8))
            #expect(response == recorded.response)
        }
    }

    @Test func countsForItsOwnReviewOnly() {
        let plain = Self.run(Sample.denied)
        #expect(plain.code == .denied)
        let carrying = Self.run(Self.carrying(Self.allOff))
        #expect(carrying.code == .clean)
        let stream = Self.run("[\(Sample.denied),\(Self.carrying(Self.allOff)),\(Sample.denied)]")
        #expect(stream == CommandRun(out: plain.out + carrying.out + plain.out, .denied))
    }

    @Test func theFlagsReplaceIt() throws {
        let folder = try TemporaryFolder([
            "deny.json": "{}", "none.json": #"{"kind":"List","apiVersion":"v1","items":[]}"#,
            "foreign.json": ClusterText.ingressClass("alb", controller: "example.com/x"),
        ])
        let off = Self.carrying(Self.allOff)
        #expect(Self.run(off, ["--config", folder.file("deny.json")]).code == .denied)
        #expect(Self.run(off, ["--objects", folder.file("none.json")]).code == .clean)
        let foreign = Self.carrying("\"objects\":[\(ClusterText.ingressClass("alb", controller: "example.com/x"))]")
        #expect(Self.run(foreign).code == .clean)
        #expect(Self.run(foreign, ["--objects", folder.file("none.json")]).code == .denied)
        #expect(Self.run(foreign, ["--config", folder.file("deny.json")]).code == .clean)
        // Not even looked at.
        let broken = Self.carrying(#""settings":7,"objects":7"#)
        let flags = ["--config", folder.file("deny.json"), "--objects", folder.file("foreign.json")]
        #expect(Self.run(broken, flags) == Self.run(Sample.denied, flags))
    }

    @Test func objectsMayBeListsAndNullIsNothing() {
        let foreign = ClusterText.ingressClass("alb", controller: "example.com/x")
        let list = #"{"kind":"List","apiVersion":"v1","items":[\#(foreign)]}"#
        #expect(Self.run(Self.carrying("\"objects\":[\(list)]")).code == .clean)
        #expect(Self.run(Self.carrying("\"objects\":\(list)")).code == .clean)
        #expect(Self.run(Self.carrying(#""settings":null,"objects":null"#)) == Self.run(Sample.denied))
    }

    @Test func rulesWithoutContextAreThoseThatHadNone() throws {
        func note(_ members: String) -> Substring? {
            CommandRun(["review", "-o", "text"], input: Array(Self.carrying(members).utf8)).err.split(separator: "\n")
                .last
        }
        #expect(try note("\"x\":1").map { $0 + "\n" } == Sample.contextNote("{}")[...])
        let kinds = ["Ingress", "AlbConfig", "IngressClass", "Service", "Secret", "Namespace"]
        let lists = kinds.map { "{\"kind\":\"\($0)List\",\"items\":[]}" }.joined(separator: ",")
        #expect(note("\"objects\":[\(lists)]")?.contains("cluster context") == false)
    }

    /// Said with its place, and the other reviews are answered.
    @Test(
        arguments: [
            (#""settings":{"#, #""profil":"ack"}"#, #"settings.profil: unknown key; did you mean "profile"?"#),
            (#""settings":"#, "7", "settings: must be an object, is a number"),
            (#""settings":{"profile":"#, #""x"}"#, #"settings.profile: must be one of ack, lbc, legacy, is "x""#),
            (#""settings":{"preset":"strict","#, #""preset":"strict"}"#, "settings.preset: duplicate key"),
            (#""objects":"#, "7", "objects: must be a list of objects, is a number"),
            (#""objects":[{},"#, "7]", "objects[1]: must be an object, is a number"),
            (#""objects":[{"kind":"Secret","#, #""kind":"Secret"}]"#, "objects[0].kind: duplicate key"),
            (#""objects":{"items":["#, "null]}", "objects.items[0]: must be an object, is null"),
        ] as [(String, String, String)]
    )
    func whatIsInvalidIsSaid(_ before: String, _ fault: String, _ problem: String) {
        let broken = Self.carrying(before + fault)
        let column = broken.utf8.count - fault.utf8.count
        let run = Self.run("\(Sample.denied)\n\(broken)\n\(Sample.denied)\n")
        let answer = Self.run(Sample.denied).out
        let said = "alb-admission: <stdin>:2:\(column): \(problem)\n"
        #expect(run == CommandRun(out: answer + answer, err: said, .unreadable))
    }
}
