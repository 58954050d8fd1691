import Admission

/// One verb of the command line: what it is called, what it takes, what it does.
protocol Subcommand: Sendable {
    static var name: String { get }
    /// Operands as the usage line shows them.
    static var operands: String { get }
    /// What an operand may be, where that is known; shells offer it.
    static var operandWords: [CompletionTable.Word] { get }
    static var summary: String { get }
    static var options: [Option] { get }
    /// What `--help` says beyond the flags; may be empty.
    static var notes: String { get }

    /// What `NAME MEMBER` calls; a command with members does nothing itself.
    static var members: [any Subcommand.Type] { get }

    static func run(_ options: Options, _ console: Console) -> ExitCode
}

extension Subcommand {
    static var notes: String { "" }
    static var operandWords: [CompletionTable.Word] { [] }
    static var members: [any Subcommand.Type] { [] }

    /// Behind the name of the command that it is a member of.
    static var lastName: String { name.split(separator: " ").last.map(String.init) ?? name }

    static var help: String {
        var text = "usage: alb-admission \(name)\(operands.isEmpty ? "" : " " + operands)"
        text += options.isEmpty ? "\n" : " [flags]\n"
        text += "\n\(summary)\n"
        if !members.isEmpty { text += "\n" }
        for member in members {
            text += "  \(member.lastName)\(TextLayout.spaces(max(1, 10 - member.lastName.count)))\(member.summary)\n"
        }
        if !members.isEmpty { text += "\n'alb-admission \(name) NAME --help' lists the flags.\n" }
        if !options.isEmpty { text += "\nflags:\n" }
        for option in options {
            var flag = option.short.map { "-\($0), " } ?? "    "
            flag += "--\(option.name)" + (option.value.map { " \($0)" } ?? "")
            let isWide = flag.count > 34
            text += "  " + flag + (isWide ? "\n  " : "")
            text += String(repeating: " ", count: isWide ? 36 : 36 - flag.count) + option.help
            if option.isRepeatable { text += " (repeatable)" }
            text += "\n"
        }
        if let option = options.first {
            let twin = "--\(option.name) is \(option.environmentName)"
            text += "\nEach flag can be set in the environment: \(twin). A flag wins.\n"
        }
        if !notes.isEmpty { text += "\n\(notes)\n" }
        return text
    }
}
