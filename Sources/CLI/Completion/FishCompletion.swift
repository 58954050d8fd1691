/// A script for fish 3.0 or later.
enum FishCompletion {
    static func script(_ table: CompletionTable) -> String {
        let parents = table.commands.filter { !$0.members.isEmpty }.map(\.name)
        var text = """
            # fish completion for alb-admission, made by 'alb-admission completion fish'
            function __alb_admission_at --description 'Whether this command is being completed'
                set -l words (commandline -opc)
                set -l command "$words[2]"
                if contains -- "$command" \(parents.joined(separator: " ")); and set -q words[3]
                    set command "$command $words[3]"
                end
                test "$command" = "$argv[1]"
            end

            complete -c alb-admission -f

            """
        for command in table.commands { text += line(at: "", "-a \(command.name) -d \(quoted(command.summary))") }
        text += line(at: "", "-s h -l help -d 'lists the commands'")
        text += line(at: "", "-l version -d 'prints the versions'")
        for command in table.all { text += self.text(of: command) }
        return text
    }

    private static func text(of command: CompletionTable.Command) -> String {
        let path = command.path.joined(separator: " ")
        var text = ""
        for member in command.members { text += line(at: path, "-a \(member.name) -d \(quoted(member.summary))") }
        for flag in command.flags {
            let names = (flag.short.map { "-s \($0) " } ?? "") + "-l \(flag.name)"
            let value = flag.values.map { " " + self.value($0) } ?? ""
            text += line(at: path, "\(names)\(value) -d \(quoted(flag.help))")
        }
        switch command.operands {
        case .words(let words):
            for word in words {
                text += line(at: path, "-a \(word.text)" + (word.help.isEmpty ? "" : " -d \(quoted(word.help))"))
            }
        case .files: text += line(at: path, "-F")
        case .folders: text += line(at: path, "-a '(__fish_complete_directories)'")
        case .text: break
        }
        return text
    }

    private static func value(_ values: CompletionTable.Values) -> String {
        switch values {
        case .words(let words): "-x -a \(quoted(words.map(\.text).joined(separator: " ")))"
        case .files: "-r -F"
        case .folders: "-x -a '(__fish_complete_directories)'"
        case .text: "-x"
        }
    }

    private static func line(at command: String, _ rest: String) -> String {
        "complete -c alb-admission -n \"__alb_admission_at '\(command)'\" \(rest)\n"
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}
