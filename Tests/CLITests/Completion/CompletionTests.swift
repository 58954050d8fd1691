import Admission
import CLI
import Foundation
import Rules
import TestSupport
import Testing

/// What the shells offer once they have read the script.
@Suite(.serialized)
struct CompletionTests {
    private static let shells = Shell.allCases.filter { ExternalProgram($0.rawValue) != nil }

    private static let subcommands = [
        "certs", "check", "completion", "help", "man", "review", "rules", "serve", "version",
    ]

    private func offers(_ shell: Shell, _ line: String) throws -> [String] {
        let folder = try TemporaryFolder(["work/a.yaml": "", "work/b c.json": "", "work/sub/x": ""])
        return try shell.offers(behind: "alb-admission \(line)", in: folder).map {
            // Some shells mark folders, some quote.
            $0.hasSuffix("/") ? String($0.dropLast()) : $0.replacing("\\", with: "")
        }
    }

    @Test("subcommands and their members are offered", arguments: shells)
    func subcommands(_ shell: Shell) throws {
        #expect(try offers(shell, "") == Self.subcommands)
        #expect(try offers(shell, "re") == ["review"])
        #expect(try offers(shell, "certs ") == ["check", "generate"])
        #expect(try offers(shell, "certs ge") == ["generate"])
        #expect(try offers(shell, "completion ") == ["bash", "fish", "zsh"])
        #expect(try offers(shell, "help ").contains("certs"))
    }

    @Test("flags are those of the command, and of no other with the same name", arguments: shells)
    func flags(_ shell: Shell) throws {
        let review = ["--config", "--fail-on-warn", "--help", "--objects", "--output", "--webhook"]
        #expect(try offers(shell, "review --") == review)
        #expect(try offers(shell, "certs check --").contains("--cert-dir"))
        #expect(try !offers(shell, "check --").contains("--cert-dir"))
        #expect(try offers(shell, "check --fail") == ["--fail-on-warn"])
    }

    @Test("the values of a flag are offered, behind a blank and behind an equals sign", arguments: shells)
    func values(_ shell: Shell) throws {
        #expect(try offers(shell, "review --webhook ") == ["both", "mutate", "validate"])
        #expect(try offers(shell, "review --webhook va") == ["validate"])
        #expect(try offers(shell, "review -o ") == ["json", "text"])
        let attached = try offers(shell, "review --webhook=va")
        #expect(attached == ["validate"] || attached == ["--webhook=validate"])
        let formats = ["github", "gitlab", "json", "junit", "sarif", "text"]
        #expect(try offers(shell, "check -o ") == formats)
        #expect(try offers(shell, "serve --bind-address ") == [])
    }

    @Test("files and folders are offered where they are meant", arguments: shells)
    func files(_ shell: Shell) throws {
        #expect(try offers(shell, "review ") == ["a.yaml", "b c.json", "sub"])
        #expect(try offers(shell, "check a") == ["a.yaml"])
        #expect(try offers(shell, "check --objects ") == ["a.yaml", "b c.json", "sub"])
        #expect(try offers(shell, "serve --cert-dir ") == ["sub"])
        #expect(try offers(shell, "check --fail-on-warn -- a") == ["a.yaml"])
    }

    @Test("rules are offered by id and by name", arguments: shells)
    func rules(_ shell: Shell) throws {
        let all = RuleCatalog.standard.descriptions.flatMap { [$0.id, $0.name] } + ["M1", "M2"]
        #expect(try offers(shell, "rules ") == all.sorted())
        #expect(try offers(shell, "rules ALB30") == all.filter { $0.hasPrefix("ALB30") }.sorted())
        #expect(try offers(shell, "rules listener-mis") == ["listener-missing"])
    }

    @Test("every flag and every choice of every subcommand is in every script", arguments: Shell.allCases)
    func whole(_ shell: Shell) {
        let script = CommandRun(["completion", shell.rawValue]).out
        for command in ["serve", "review", "check", "rules", "certs generate", "certs check", "man"] {
            let help = CommandRun(command.split(separator: " ").map(String.init) + ["--help"]).out
            let flags = help.matches(of: /--([a-z][a-z-]+)/).map { String($0.output.1) }
            #expect(!flags.isEmpty)
            let lines = help.split(separator: "\n").filter { $0.contains(/^ +(-[a-z], )?--/) }
            for line in lines {
                guard let flag = line.firstMatch(of: /--([a-z][a-z-]+)/)?.output.1 else { continue }
                let written = shell == .fish ? "-l \(flag) " : "--\(flag)"
                #expect(script.contains(written), "\(command) --\(flag)")
            }
        }
    }

    @Test("a shell that is not known is a usage error", arguments: [[], ["tcsh"], ["bash", "zsh"]])
    func unknown(_ operands: [String]) {
        let run = CommandRun(["completion"] + operands)
        let given = operands.isEmpty ? "" : ", got \"\(operands.joined(separator: " "))\""
        #expect(run == CommandRun(err: "alb-admission: completion: needs one of bash, zsh, fish\(given)\n", .usage))
    }
}
