import CLI
import Foundation
import TestSupport
import Testing

/// A real shell that has read our script and is asked what it would offer.
enum Shell: String, CaseIterable {
    case bash
    case zsh
    case fish

    /// What it offers behind each command line, sorted; a blank at the end of one begins a new word.
    func offers(behind lines: [String], in folder: TemporaryFolder) throws -> [[String]] {
        let program = try #require(ExternalProgram("timeout"))
        let script = CommandRun(["completion", rawValue])
        try #require(script.code == .clean && script.err == "")
        try folder.write("script", Array(script.out.utf8))
        try folder.write("driver", Array(driver.utf8))
        let environment = ["HOME": folder.path, "XDG_CONFIG_HOME": folder.path, "XDG_DATA_HOME": folder.path]
        let run = try program.run(
            ["120", rawValue] + flags + [folder.file("driver"), folder.file("script")] + lines,
            environment: environment.merging(["TERM": "dumb"]) { $1 },
            in: folder.file("work")
        )
        #expect(run.status == 0 && run.err == "", "\(run.err)")
        let parts = run.out.split(separator: "\n", omittingEmptySubsequences: false)
            .split(separator: "--end", omittingEmptySubsequences: false)
        try #require(parts.count == lines.count + 1, "\(run.out)")
        return parts.dropLast().map { $0.filter { !$0.isEmpty }.map(String.init).sorted() }
    }

    private var flags: [String] {
        switch self {
        case .bash: ["--norc"]
        case .zsh: ["-f"]
        case .fish: ["--no-config"]
        }
    }

    private var driver: String {
        switch self {
        case .bash:
            // Words as readline parts them.
            """
            source "$1"
            for line in "${@:2}"; do
              COMP_LINE=$line COMP_POINT=${#line} COMP_WORDS=()
              while read -r word; do COMP_WORDS+=("$word"); done < <(grep -oE '=|[^ =]+' <<< "$line")
              [[ $line == *' ' ]] && COMP_WORDS+=("")
              COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
              _alb_admission
              printf '%s\\n' "${COMPREPLY[@]}" "--end"
            done
            """
        case .zsh:
            // Completion runs in the line editor only, so an interactive zsh on a terminal of its own gets the line and
            // a tab; what its functions hand to compadd is noted down.
            #"""
            zmodload zsh/zpty
            zpty inner zsh -f -i
            zpty -w inner 'PS1= PS2= RPS1=; unsetopt zle_bracketed_paste 2> /dev/null; autoload -U compinit; compinit -D'
            zpty -w inner "source ${(q)1}"
            zpty -w inner 'compadd() {
              if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\ * ]]; then
                local -a hits
                builtin compadd -O hits "$@"
                print -rl -- $hits >> ../offered
              fi
              builtin compadd "$@"
            }'
            zpty -w inner 'finished() { comppostfuncs=(finished); print -r -- "finished-""now" }; comppostfuncs=(finished)'
            zpty -w inner 'zstyle ":completion:*" insert-tab false; unsetopt auto_list; bindkey "^I" complete-word'
            zpty -w inner 'print -r -- "ready-""now"'
            zpty -r inner text '*ready-now*'
            for line in "${@:2}"; do
              : > ../offered
              zpty -w -n inner $'\x15'"$line"$'\t'
              zpty -r inner text '*finished-now*'
              sort -u ../offered
              print -r -- --end
            done
            zpty -d inner
            """#
        case .fish:
            """
            source $argv[1]
            for line in $argv[2..]
                complete -C $line | string replace -r '\\t.*' ''
                echo --end
            end
            """
        }
    }
}
