import Admission

/// The program: picks the subcommand, answers `--help`, turns usage errors into exit code 64.
package enum CommandLineTool {
    static let subcommands: [any Subcommand.Type] = [
        ServeCommand.self,
        ReviewCommand.self,
        CheckCommand.self,
        AuditCommand.self,
        RouteCommand.self,
        GraphCommand.self,
        RulesCommand.self,
        CertsCommand.self,
        CompletionCommand.self,
        ManCommand.self,
        VersionCommand.self,
    ]

    package static func run(_ arguments: [String], _ console: Console) -> ExitCode {
        guard let verb = arguments.first else {
            console.err(help)
            return .usage
        }
        switch verb {
        case "help" where arguments.count == 2 || arguments.count == 3:
            return run(arguments.dropFirst() + ["--help"], console)
        case "--help", "-h", "help":
            console.out(help)
            return .clean
        case "--version":
            return run(["version"], console)
        default: break
        }
        guard let found = subcommands.first(where: { $0.name == verb }) else {
            let hint =
                Suggestion.nearest(to: verb, in: subcommands.map { $0.name }).map { "; did you mean \($0)?" } ?? ""
            console.problem("unknown subcommand \"\(verb)\"\(hint)")
            console.err("See 'alb-admission --help'.\n")
            return .usage
        }
        var subcommand = found
        var rest = Array(arguments.dropFirst())
        if !found.members.isEmpty, found.members.contains(where: { $0.lastName == rest.first }) || !asksForHelp(rest) {
            guard let member = found.members.first(where: { $0.lastName == rest.first }) else {
                let names = found.members.map { $0.lastName }
                let hint = rest.first.flatMap { Suggestion.nearest(to: $0, in: names) }.map { "; did you mean \($0)?" }
                let given = rest.first.map { ", got \"\($0)\"" } ?? ""
                console.problem("\(verb): needs \(names.joined(separator: " or "))\(given)\(hint ?? "")")
                console.err("See 'alb-admission \(verb) --help'.\n")
                return .usage
            }
            subcommand = member
            rest.removeFirst()
        }
        if asksForHelp(rest) {
            console.out(subcommand.help)
            return .clean
        }
        do throws(Options.UsageError) {
            let options = try Options(rest, known: subcommand.options, environment: console.environment)
            return subcommand.run(options, console)
        } catch {
            console.problem("\(subcommand.name): \(error.text)")
            console.err("See 'alb-admission \(subcommand.name) --help'.\n")
            return .usage
        }
    }

    private static func asksForHelp(_ arguments: [String]) -> Bool {
        arguments.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
    }

    static let summary = "admission webhook server and offline checker for Alibaba Cloud ALB Ingress"

    private static var help: String {
        var text = """
            alb-admission: \(summary)

            usage: alb-admission SUBCOMMAND [flags]


            """
        for subcommand in subcommands {
            let name = subcommand.name
            text += "  \(name)\(String(repeating: " ", count: max(1, 10 - name.count)))\(subcommand.summary)\n"
        }
        let codes = ExitCode.allCases.map { "\($0.rawValue) \($0.meaning)" }
        text += """

            exit codes: \(codes.prefix(3).joined(separator: ", ")),
                        \(codes.dropFirst(3).joined(separator: ", "))

            'alb-admission SUBCOMMAND --help' lists the flags.

            """
        return text
    }
}
