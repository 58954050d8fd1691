/// What can stand where on the command line, made of the same descriptions as `--help`.
struct CompletionTable {
    struct Word: Hashable {
        var text: String
        var help: String
    }

    /// What the shell offers for a value.
    enum Values: Hashable {
        case words([Word])
        case files
        case folders
        /// Nothing that could be known.
        case text
    }

    struct Flag {
        var name: String
        var short: String?
        var help: String
        /// Nil for a switch.
        var values: Values?
        var isRepeatable: Bool
    }

    struct Command {
        /// Such as `["certs", "generate"]`.
        var path: [String]
        var summary: String
        var flags: [Flag]
        var operands: Values
        /// Whether there may be any number of operands.
        var isRepeatable = false
        var members: [Command] = []

        var name: String { path.last ?? "" }
    }

    let commands: [Command]

    init(_ subcommands: [any Subcommand.Type]) {
        let known = subcommands.map { Command($0) }
        let names = known.map { Word(text: $0.name, help: $0.summary) }
        let help = Command(path: ["help"], summary: "Explains a subcommand.", flags: [], operands: .words(names))
        commands = known + [help]
    }

    /// With the members, each behind the command that it is a member of.
    var all: [Command] { commands.flatMap { [$0] + $0.members } }
}

extension CompletionTable.Command {
    fileprivate init(_ subcommand: any Subcommand.Type) {
        path = subcommand.name.split(separator: " ").map(String.init)
        summary = subcommand.summary
        members = subcommand.members.map { Self($0) }
        flags = subcommand.options.map { CompletionTable.Flag($0) }
        flags.append(CompletionTable.Flag(name: "help", short: "h", help: "explains the command", isRepeatable: false))
        isRepeatable = subcommand.operands.hasSuffix("...")
        operands = .words(subcommand.operandWords)
        if subcommand.operandWords.isEmpty { operands = CompletionTable.Values(placeholder: subcommand.operands) }
    }
}

extension CompletionTable.Flag {
    fileprivate init(_ option: Option) {
        name = option.name
        short = option.short
        help = option.help
        isRepeatable = option.isRepeatable
        let words = option.choices.isEmpty ? option.words : option.choices
        values = option.value.map { placeholder in
            words.isEmpty
                ? CompletionTable.Values(placeholder: placeholder)
                : .words(words.map { CompletionTable.Word(text: $0, help: "") })
        }
    }
}

extension CompletionTable.Values {
    /// By what the usage line calls it: `FILE`, `DIR`, `[FILE|DIR|-]...`.
    fileprivate init(placeholder: String) {
        let parts = placeholder.split { !$0.isLetter }
        if parts.contains("FILE") || parts.contains("PATH") {
            self = .files
        } else {
            self = parts.contains("DIR") ? .folders : .text
        }
    }
}
