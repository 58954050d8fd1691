import Admission
import CLI
import Foundation
import TestSupport
import Testing

/// `review --summary` and `--against`, and streams that are too large or partly broken.
struct ReviewReportTests {
    private static let secret =
        Sample.allowed.dropLast()
        + #","recorded":{"webhook":"validate","allowed":true,"withoutData":true}}"#

    private static func recorded(_ review: String, _ answer: String) -> String {
        review.dropLast() + ",\"recorded\":{\"webhook\":\"validate\",\(answer)}}"
    }

    @Test("--summary counts by rule and prints no answer")
    func summary() throws {
        let folder = try TemporaryFolder(["s.json": Sample.settings])
        let input = "\(Sample.denied)\n\(Sample.patched)\nbroken\n\(Sample.denied)\n\(Self.secret)\n"
        let arguments = ["review", "--summary", "--config", folder.file("s.json")]
        let text = CommandRun(arguments, input: Array(input.utf8))
        #expect(
            text.out == """
                3 reviews: 1 allowed, 2 denied, 0 warnings

                  ALB303 listen-ports-syntax  2 denied

                  M1  1 filled in

                """
        )
        #expect(
            text.err == """
                alb-admission: <stdin>:3:1: unexpected 'b', expected a value
                alb-admission: 1 review recorded without data: not judged
                \(try Sample.contextNote(Sample.settings))
                """
        )
        #expect(text.code == .unreadable)
        let json = CommandRun(arguments + ["-o", "json"], input: Array(input.utf8))
        #expect(
            json.out
                == #"{"version":1,"reviews":3,"allowed":1,"denied":2,"warnings":0,"withoutData":1,"unreadable":1,"#
                + #""rules":[{"id":"ALB303","name":"listen-ports-syntax","denied":2,"warned":0}],"#
                + #""mutations":[{"id":"M1","filledIn":1}]}"# + "\n"
        )
    }

    @Test("--against FILE prints what would change, by rule, and fails for what would be newly denied")
    func againstSettings() throws {
        let warn = Sample.settings.replacing("{\"rules\":{", with: "{\"rules\":{\"ALB303\":\"warn\",")
        let folder = try TemporaryFolder(["deny.json": Sample.settings, "warn.json": warn])
        let input = Array("\(Sample.denied)\n\(Sample.allowed)\n\(Sample.denied)".utf8)
        func run(_ config: String, _ against: String, _ more: [String] = []) -> CommandRun {
            let files = ["--config", folder.file(config), "--against", folder.file(against)]
            return CommandRun(["review"] + files + more, input: input, folder: folder)
        }
        let stricter = run("warn.json", "deny.json")
        #expect(
            stricter.out == """
                3 reviews compared: 2 newly denied, 0 no longer denied

                ALB303 listen-ports-syntax
                  newly denied        2  Ingress shop/web
                  no longer warned    2  Ingress shop/web

                """
        )
        #expect(stricter.code == .denied)
        let milder = run("deny.json", "warn.json", ["-ojson"])
        #expect(
            milder.out
                == #"{"version":1,"against":"DIR/warn.json","reviews":3,"newlyDenied":0,"noLongerDenied":2,"#
                + #""withoutAnswer":0,"withoutData":0,"rules":[{"id":"ALB303","name":"listen-ports-syntax","#
                + #""noLongerDenied":{"reviews":2,"examples":["Ingress shop/web"]},"#
                + #""newlyWarned":{"reviews":2,"examples":["Ingress shop/web"]}}]}"# + "\n"
        )
        #expect(milder.code == .clean)
        #expect(run("deny.json", "deny.json").out.hasSuffix("no rule says anything else\n"))
        #expect(run("deny.json", "none.json").code == .unreadable)
        #expect(run("deny.json", "warn.json", ["--summary"]).code == .usage)
    }

    @Test("--against recorded compares with the answers of then, and says what has none")
    func againstRecorded() throws {
        let folder = try TemporaryFolder(["s.json": Sample.settings])
        let lines = [
            Self.recorded(Sample.denied, #""allowed":true,"warned":["ALB303"]"#),
            Self.recorded(Sample.denied, #""allowed":false,"denied":["ALB303"]"#),
            Self.recorded(Sample.allowed, #""allowed":false,"denied":["ALB999"]"#), Sample.denied,
        ]
        let arguments = ["review", "--config", folder.file("s.json"), "--against", "recorded"]
        let run = CommandRun(arguments, input: Array(lines.joined(separator: "\n").utf8))
        #expect(
            run.out == """
                3 reviews compared: 1 newly denied, 1 no longer denied

                ALB303 listen-ports-syntax
                  newly denied        1  Ingress shop/web
                  no longer warned    1  Ingress shop/web

                ALB999
                  no longer denied    1  Ingress shop/web

                """
        )
        #expect(run.err.hasPrefix("alb-admission: 1 review without a recorded answer: not compared\n"))
        #expect(run.code == .denied)
        #expect(CommandRun(arguments, input: Array(Sample.denied.utf8)).code == .unreadable)
    }

    @Test("a recorded review is answered by its endpoint")
    func endpoint() throws {
        let folder = try TemporaryFolder(["s.json": Sample.settings])
        let line = Self.recorded(Sample.patched, #""allowed":true"#)
        let run = CommandRun(["review", "--config", folder.file("s.json")], input: Array(line.utf8))
        #expect(run.out == (try Sample.serverAnswer(Sample.patched, .validate)))
        let both = CommandRun(
            ["review", "--config", folder.file("s.json"), "--webhook", "both"],
            input: Array(line.utf8)
        )
        #expect(both.out == (try Sample.serverAnswer(Sample.patched, .both)))
    }

    @Test("a line that cannot be read costs no other line its answer")
    func brokenLines() throws {
        let folder = try TemporaryFolder(["s.json": Sample.settings])
        let input = "\(Sample.allowed)\n\(Sample.allowed.dropLast(30))\n{\"a\": \n\(Sample.denied)\n\(Sample.allowed)\n"
        let run = CommandRun(["review", "--config", folder.file("s.json")], input: Array(input.utf8))
        #expect(run.out.split(separator: "\n").count >= 3)
        #expect(run.out.hasSuffix(Sample.allowedAnswer))
        #expect(run.code == .unreadable || run.code == .denied)
        #expect(run.err.contains("<stdin>:2:"))
    }

    @Test("a stream takes no more memory than its largest review")
    func memory() throws {
        let folder = try TestSupport.TemporaryFolder()
        let denied = Sample.text(
            IngressText {
                $0.annotations = [("alb.ingress.kubernetes.io/listen-ports", "x")]
                $0.labels = [("filler", String(repeating: "x", count: 20_000))]
            }
        )
        let text = String(repeating: denied + "\n", count: 3_000)
        let file = try folder.write(text, to: "reviews.jsonl")
        let run = try #require(MeteredProcess(["review", "--summary", "--webhook", "validate", file], megabytes: 40))
        #expect(run.exit == 1)
    }
}
