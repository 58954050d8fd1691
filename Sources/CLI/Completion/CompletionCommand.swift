/// Prints the script that teaches a shell the command line.
enum CompletionCommand: Subcommand {
    static let name = "completion"
    static let operands = "bash|zsh|fish"
    static let summary = "Prints a script with which a shell completes the command line."
    static let options: [Option] = []
    static let notes = """
        examples:
          source <(alb-admission completion bash)
          alb-admission completion bash > ~/.local/share/bash-completion/completions/alb-admission
          alb-admission completion zsh > ~/.zfunc/_alb-admission
          alb-admission completion fish > ~/.config/fish/completions/alb-admission.fish

        The first one is for one shell, also with zsh behind compinit; the others are for all that start from then on. For
        zsh the folder must be in fpath before compinit runs.
        """
    static let operandWords = ["bash", "zsh", "fish"].map { CompletionTable.Word(text: $0, help: "") }

    static func run(_ options: Options, _ console: Console) -> ExitCode {
        let table = CompletionTable(CommandLineTool.subcommands)
        switch options.operands {
        case ["bash"]: console.out(BashCompletion.script(table))
        case ["zsh"]: console.out(ZshCompletion.script(table))
        case ["fish"]: console.out(FishCompletion.script(table))
        default:
            let given = options.operands.isEmpty ? "" : ", got \"\(options.operands.joined(separator: " "))\""
            console.problem("completion: needs one of bash, zsh, fish\(given)")
            return .usage
        }
        return .clean
    }
}
