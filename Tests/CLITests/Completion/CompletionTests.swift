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
        "audit", "certs", "check", "completion", "graph", "help", "man", "review", "route", "rules", "serve", "version",
    ]

    /// For each line what is expected behind it.
    private func expect(_ shell: Shell, _ expected: KeyValuePairs<String, [String]>) throws {
        for ((line, wanted), offered) in zip(expected, try offers(shell, expected.map(\.key))) {
            #expect(offered == wanted, "\(line)")
        }
    }

    private func offers(_ shell: Shell, _ lines: [String]) throws -> [[String]] {
        let folder = try TemporaryFolder(["work/a.yaml": "", "work/b c.json": "", "work/sub/x": ""])
        return try shell.offers(behind: lines.map { "alb-admission \($0)" }, in: folder).map { offered in
            // Some shells mark folders, some quote, some repeat what stands before an equals sign.
            offered.map { word in
                let word = word.hasSuffix("/") ? String(word.dropLast()) : word.replacing("\\", with: "")
                return word.hasPrefix("--") ? word.split(separator: "=").last.map(String.init) ?? word : word
            }
        }
    }

    @Test("subcommands and their members are offered", arguments: shells)
    func subcommands(_ shell: Shell) throws {
        try expect(
            shell,
            [
                "": Self.subcommands, "re": ["review"], "certs ": ["check", "generate"], "certs ge": ["generate"],
                "completion ": ["bash", "fish", "zsh"], "help ce": ["certs"],
                "man certs-": ["certs-check", "certs-generate"],
            ]
        )
    }

    @Test("flags are those of the command, and of no other with the same name", arguments: shells)
    func flags(_ shell: Shell) throws {
        let review = [
            "--against", "--config", "--fail-on-warn", "--help", "--objects", "--output", "--summary", "--webhook",
        ]
        try expect(
            shell,
            [
                "review --": review, "certs check --cert-": ["--cert-dir"], "check --cert-": [],
                "check --fail": ["--fail-on-warn"],
            ]
        )
    }

    @Test("the values of a flag are offered, behind a blank and behind an equals sign", arguments: shells)
    func values(_ shell: Shell) throws {
        try expect(
            shell,
            [
                "review --webhook ": ["both", "mutate", "validate"], "review --webhook va": ["validate"],
                "review --webhook=va": ["validate"], "review -o ": ["json", "text"],
                "check -o ": ["github", "gitlab", "json", "junit", "sarif", "text"], "serve --bind-address ": [],
            ]
        )
    }

    @Test("files and folders are offered where they are meant", arguments: shells)
    func files(_ shell: Shell) throws {
        let all = ["a.yaml", "b c.json", "sub"]
        try expect(
            shell,
            [
                "review ": all, "check a": ["a.yaml"], "check --objects ": all, "serve --cert-dir ": ["sub"],
                "check --fail-on-warn -- a": ["a.yaml"],
            ]
        )
    }

    @Test("rules are offered by id and by name", arguments: shells)
    func rules(_ shell: Shell) throws {
        let all = RuleCatalog.standard.descriptions.flatMap { [$0.id, $0.name] } + ["M1", "M2"]
        try expect(
            shell,
            [
                "rules ": all.sorted(), "rules ALB30": all.filter { $0.hasPrefix("ALB30") }.sorted(),
                "rules listener-mis": ["listener-missing"],
            ]
        )
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
