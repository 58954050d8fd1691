import CLI
import Foundation
import TestSupport
import Testing

struct ManTests {
    private static let names = [
        "alb-admission", "alb-admission-audit", "alb-admission-certs", "alb-admission-certs-check",
        "alb-admission-certs-generate",
        "alb-admission-check", "alb-admission-completion", "alb-admission-graph", "alb-admission-man",
        "alb-admission-review",
        "alb-admission-route", "alb-admission-rules", "alb-admission-serve", "alb-admission-version",
    ]

    @Test("all pages are written to a folder, and each can be printed")
    func pages() throws {
        let folder = try TemporaryFolder()
        #expect(CommandRun(["man", "--dir", folder.file("man/man1")]) == CommandRun(.clean))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("man/man1"))
        #expect(Set(names) == Set(Self.names.map { "\($0).1" }))
        for name in Self.names {
            let written = try String(contentsOfFile: folder.file("man/man1/\(name).1"), encoding: .utf8)
            let operands = name.split(separator: "-").dropFirst(2).map(String.init)
            #expect(CommandRun(["man"] + operands) == CommandRun(out: written, .clean))
            if !operands.isEmpty {
                #expect(CommandRun(["man", operands.joined(separator: "-")]).out == written)
            }
        }
    }

    @Test("a page has every flag of --help with its twin, and the exit codes")
    func content() throws {
        for name in ["review", "serve", "check", "rules"] {
            let page = CommandRun(["man", name]).out
            for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "SEE ALSO"] {
                #expect(page.contains(".SH \"\(section)\"\n"), "\(name): \(section)")
            }
            let help = CommandRun([name, "--help"]).out.split(separator: "\n")
            for flag in help.compactMap({ $0.firstMatch(of: /^ +(?:-[a-z], )?--([a-z-]+)/)?.output.1 }) {
                #expect(page.contains("\\-\\-" + flag.replacing("-", with: "\\-")), "\(name): \(flag)")
                let twin = "ALB_ADMISSION_" + flag.uppercased().replacing("-", with: "_")
                #expect(page.contains(twin), "\(name): \(twin)")
            }
        }
        let review = CommandRun(["man", "review"]).out
        #expect(review.contains(".SH \"EXAMPLES\"\n.PP\n.RS 4\n.nf\nalb\\-admission review review.json\n"))
    }

    @Test(
        "groff renders every page without a warning",
        .enabled(if: ExternalProgram("groff") != nil, "groff is not installed: bash .ci/setup"),
        arguments: names
    )
    func renders(_ name: String) throws {
        let page = CommandRun(["man"] + name.split(separator: "-").dropFirst(2).map(String.init)).out
        let groff = try #require(ExternalProgram("groff"))
        let run = try groff.run(["-man", "-ww", "-Tascii", "-P-cbou"], input: page)
        #expect(run.status == 0 && run.err == "")
        #expect(run.out.contains("NAME\n") && run.out.contains("\(name) - "))
        // A flag can be copied and searched for.
        if name.hasSuffix("review") { #expect(run.out.contains("-o, --output json|text")) }
    }

    @Test("man-db takes the pages as they are", .enabled(if: ExternalProgram("man") != nil))
    func manReads() throws {
        let folder = try TemporaryFolder()
        #expect(CommandRun(["man", "--dir", folder.path]).code == .clean)
        let man = try #require(ExternalProgram("man"))
        let environment = ["MANWIDTH": "80", "LC_ALL": "C.UTF-8"]
        let run = try man.run(
            ["--warnings", "-l"] + Self.names.map { folder.file("\($0).1") },
            environment: environment
        )
        #expect(run.status == 0 && run.err == "")
        #expect(run.out.contains("alb-admission certs generate"))
    }

    @Test("a page that is not there is a usage error")
    func unknown() {
        let run = CommandRun(["man", "reveiw"])
        #expect(run == CommandRun(err: "alb-admission: man: no subcommand \"reveiw\"; did you mean review?\n", .usage))
        let both = CommandRun(["man", "--dir", "x", "review"])
        let err = "alb-admission: man: --dir writes all pages, it takes no subcommand\n"
        #expect(both == CommandRun(err: err, .usage))
    }
}
