/// A script for bash 3.2 or later, which needs nothing of the package bash-completion.
enum BashCompletion {
    static func script(_ table: CompletionTable) -> String {
        let root = words(table.commands.map(\.name))
        return #"""
            # bash completion for alb-admission, made by 'alb-admission completion bash'
            _alb_admission() {
              local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= i
              local IFS=$'\n' kind=words words= flags=
              COMPREPLY=()
              # Readline parts words at "=".
              if [[ $cur == = ]]; then
                cur=
              elif [[ $prev == = ]]; then
                prev=${COMP_WORDS[COMP_CWORD-2]}
              fi
              ((COMP_CWORD > 1)) && command=${COMP_WORDS[1]}

            """# + members(table) + "  case $command in\n"
                + "    '') words=\(root) flags=\(words(["--help", "--version"])) ;;\n"
                + table.all.map(operands).joined()
                    + #"""
                        *) return ;;
                      esac
                      for ((i = 2; i < COMP_CWORD; i++)); do
                        [[ ${COMP_WORDS[i]} == -- ]] && flags= prev=
                      done
                      case $command:$prev in

                    """#
                + table.all.map(values).joined()
                    + #"""
                      esac
                      [[ -n $flags && ($cur == -* || $kind$words == words) ]] && kind=words words=$flags
                      case $kind in
                        files | folders) compopt -o filenames 2>/dev/null ;;
                      esac
                      while read -r i; do COMPREPLY+=("$i"); done < <(
                        case $kind in
                          files) compgen -f -- "$cur" ;;
                          folders) compgen -d -- "$cur" ;;
                          words) compgen -W "$words" -- "$cur" ;;
                        esac
                      )
                    }
                    complete -F _alb_admission alb-admission

                    """#
    }

    /// Puts the member behind the command.
    private static func members(_ table: CompletionTable) -> String {
        let names = table.commands.filter { !$0.members.isEmpty }.map(\.name)
        guard !names.isEmpty else { return "" }
        let add = "((COMP_CWORD > 2)) && command=\"$command ${COMP_WORDS[2]}\""
        return "  case $command in\n    \(names.joined(separator: " | "))) \(add) ;;\n  esac\n"
    }

    private static func operands(_ command: CompletionTable.Command) -> String {
        let set: String
        switch command.operands {
        case _ where !command.members.isEmpty: set = "words=\(words(command.members.map(\.name)))"
        case .words(let offered): set = "words=\(words(offered.map(\.text)))"
        case .files: set = "kind=files"
        case .folders: set = "kind=folders"
        case .text: set = "words="
        }
        let flags = command.flags.isEmpty ? "" : " flags=\(words(command.flags.map { "--\($0.name)" }))"
        return "    '\(command.path.joined(separator: " "))') \(set)\(flags) ;;\n"
    }

    /// What is offered behind a flag that takes a value.
    private static func values(_ command: CompletionTable.Command) -> String {
        command.flags.map { flag in
            let name = command.path.joined(separator: " ")
            let pattern = "'\(name):--\(flag.name)'" + (flag.short.map { " | '\(name):-\($0)'" } ?? "")
            switch flag.values {
            case nil: return ""
            case .words(let offered):
                return "    \(pattern)) kind=words words=\(words(offered.map(\.text))) flags= ;;\n"
            case .files: return "    \(pattern)) kind=files flags= ;;\n"
            case .folders: return "    \(pattern)) kind=folders flags= ;;\n"
            case .text: return "    \(pattern)) return ;;\n"
            }
        }.joined()
    }

    /// They are names: none has a character that is special in quotes.
    private static func words(_ names: [String]) -> String { "$'\(names.joined(separator: "\\n"))'" }
}
