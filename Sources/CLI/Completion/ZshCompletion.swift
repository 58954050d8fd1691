import Admission

/// A script for zsh: a file `_alb-admission` in `fpath`, or read with `source` behind `compinit`.
enum ZshCompletion {
    static func script(_ table: CompletionTable) -> String {
        let root = CompletionTable.Command(
            path: [],
            summary: "",
            flags: [
                CompletionTable.Flag(name: "help", short: "h", help: "lists the commands", isRepeatable: false),
                CompletionTable.Flag(name: "version", help: "prints the versions", isRepeatable: false),
            ],
            operands: .text,
            members: table.commands
        )
        let functions = ([root] + table.all).map { $0.members.isEmpty ? leaf($0) : parent($0) }
        return "#compdef alb-admission\n# zsh completion for alb-admission, made by 'alb-admission completion zsh'\n\n"
            + functions.joined(separator: "\n")
                + #"""

                if [[ $funcstack[1] == _alb-admission ]]; then
                  _alb-admission "$@"
                else
                  compdef _alb-admission alb-admission
                fi

                """#
    }

    private static func function(_ command: CompletionTable.Command) -> String {
        (["_alb-admission"] + command.path).joined(separator: "_")
    }

    private static func parent(_ command: CompletionTable.Command) -> String {
        let members = command.members.map { CompletionTable.Word(text: $0.name, help: $0.summary) }
        return #"""
            \#(function(command))() {
              local curcontext=$curcontext state line ret=1
              local -A opt_args
              local -a offered
              _arguments -C \
            \#(command.flags.map { "    \(flag($0)) \\\n" }.joined())    '1: :->member' \
                '*:: :->rest' && ret=0
              case $state in
                member)
            \#(list(members, indent: 6))
                  _describe -t commands command offered && ret=0
                  ;;
                rest) _call_function ret \#(function(command))_${words[1]} ;;
              esac
              return ret
            }

            """#
    }

    private static func leaf(_ command: CompletionTable.Command) -> String {
        var arguments = command.flags.map(flag)
        var text = ""
        let count = command.isRepeatable ? "*" : "1"
        switch command.operands {
        case .files: arguments.append("'\(count):file:_files'")
        case .folders: arguments.append("'\(count):folder:_files -/'")
        case .words(let words) where !words.isEmpty:
            text = "\(function(command))_operands() {\n  local -a offered\n\(list(words, indent: 2))\n"
            text += "  _describe -t operands operand offered\n}\n\n"
            arguments.append("'\(count): :\(function(command))_operands'")
        case .words, .text: break
        }
        let lines = arguments.map { " \\\n    \($0)" }.joined()
        return text + "\(function(command))() {\n  _arguments -S\(lines)\n}\n"
    }

    private static func list(_ words: [CompletionTable.Word], indent: Int) -> String {
        let margin = TextLayout.spaces(indent)
        let lines = words.map { word in
            let name = word.text.replacing(":", with: "\\:")
            return "\(margin)  \(quoted(word.help.isEmpty ? name : "\(name):\(word.help)"))\n"
        }
        return "\(margin)offered=(\n\(lines.joined())\(margin))"
    }

    /// An option of `_arguments`.
    private static func flag(_ flag: CompletionTable.Flag) -> String {
        let help = "[\(escaped(flag.help, "[]"))]"
        let value: String
        switch flag.values {
        case nil: value = ""
        case .words(let words): value = ":value:(\(words.map(\.text).joined(separator: " ")))"
        case .files: value = ":file:_files"
        case .folders: value = ":folder:_files -/"
        case .text: value = ":value: "
        }
        let takesValue = flag.values != nil
        let long = "--\(flag.name)\(takesValue ? "=" : "")"
        let isLast = ["help", "version"].contains(flag.name)
        guard let short = flag.short else {
            let mark = isLast ? "(- *)" : flag.isRepeatable ? "*" : ""
            return quoted("\(mark)\(long)\(help)\(value)")
        }
        let mark = isLast ? "(- *)" : flag.isRepeatable ? "*" : "(-\(short) --\(flag.name))"
        return quoted(mark) + "{-\(short)\(takesValue ? "+" : ""),\(long)}" + quoted(help + value)
    }

    private static func escaped(_ text: String, _ special: String) -> String {
        text.reduce(into: "") { result, character in
            if character == "\\" || special.contains(character) { result += "\\" }
            result.append(character)
        }
    }

    private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: #"'\''"#) + "'" }
}
