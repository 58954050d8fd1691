/// One verb of the command line: what it is called, what it takes, what it does.
protocol Subcommand: Sendable {
    static var name: String { get }
    /// Operands as the usage line shows them.
    static var operands: String { get }
    static var summary: String { get }
    static var options: [Option] { get }
    /// What `--help` says beyond the flags; may be empty.
    static var notes: String { get }

    static func run(_ options: Options, _ console: Console) -> ExitCode
}

extension Subcommand {
    static var notes: String { "" }

    static var help: String {
        var text = "usage: alb-admission \(name)\(operands.isEmpty ? "" : " " + operands)"
        text += options.isEmpty ? "\n" : " [flags]\n"
        text += "\n\(summary)\n"
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
