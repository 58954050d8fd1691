import Admission

/// Prints or writes the man pages.
enum ManCommand: Subcommand {
    static let name = "man"
    static let operands = "[SUBCOMMAND]"
    static let summary = "Prints a man page, or writes all of them to a folder."
    static let options = [
        Option(name: "dir", value: "DIR", help: "write all pages to this folder, such as ~/.local/share/man/man1")
    ]
    static let notes = """
        Without a SUBCOMMAND it is the page of the program. A page of two words has a hyphen: certs-generate.

        examples:
          alb-admission man review | man -l -
          alb-admission man --dir ~/.local/share/man/man1
        """
    static var operandWords: [CompletionTable.Word] {
        CommandLineTool.subcommands.flatMap { [$0] + $0.members }.map {
            CompletionTable.Word(text: $0.name.replacing(" ", with: "-"), help: $0.summary)
        }
    }

    static func run(_ options: Options, _ console: Console) -> ExitCode {
        let pages = ManPage.all(CommandLineTool.subcommands)
        guard let folder = options.value("dir") else { return show(options.operands, pages, console) }
        guard options.operands.isEmpty else {
            console.problem("man: --dir writes all pages, it takes no subcommand")
            return .usage
        }
        do throws(ServeOptions.Problem) {
            let files = pages.map { (name: $0.fileName, bytes: Array($0.text.utf8)) }
            try PrivateFiles.write(files, to: folder, overwriting: true)
            return .clean
        } catch {
            console.problem("man: \(error.text)")
            return error.code
        }
    }

    private static func show(_ operands: [String], _ pages: [ManPage], _ console: Console) -> ExitCode {
        let name = (["alb-admission"] + operands).joined(separator: "-")
        guard let page = pages.first(where: { $0.name == name }) else {
            let names = operandWords.map(\.text)
            let given = operands.joined(separator: " ")
            let hint = Suggestion.nearest(to: given, in: names).map { "; did you mean \($0)?" } ?? ""
            console.problem("man: no subcommand \"\(given)\"\(hint)")
            return .usage
        }
        console.out(page.text)
        return .clean
    }
}
