/// The man pages: one for the program and one for each subcommand, made of the same descriptions as `--help`.
struct ManPage {
    /// Such as `alb-admission-certs-generate`; the page is in section 1.
    let name: String
    let text: String

    var fileName: String { "\(name).1" }

    static func all(_ subcommands: [any Subcommand.Type]) -> [ManPage] {
        [program(subcommands)] + subcommands.flatMap { [page($0)] + $0.members.map(page) }
    }

    static func name(_ subcommand: any Subcommand.Type) -> String {
        "alb-admission-" + subcommand.name.replacing(" ", with: "-")
    }

    private static func program(_ subcommands: [any Subcommand.Type]) -> ManPage {
        var roff = Roff()
        roff.title("alb-admission", version: Version.program)
        roff.section("NAME")
        roff.name("alb-admission", CommandLineTool.summary)
        roff.section("SYNOPSIS")
        roff.term("alb-admission", "SUBCOMMAND [flags]")
        roff.section("DESCRIPTION")
        roff.paragraph(
            "Checks what configures an Alibaba Cloud ALB through Ingress before it is stored, as a webhook of the API "
                + "server and offline on saved files. Results go to standard output, everything else to standard error."
        )
        roff.section("COMMANDS")
        for subcommand in subcommands { roff.item(subcommand.name, subcommand.operands, subcommand.summary) }
        exitStatus(to: &roff)
        roff.section("ENVIRONMENT")
        roff.paragraph(
            "Each flag has a twin: --bind-address is ALB_ADMISSION_BIND_ADDRESS. A flag wins. Where a flag may be given "
                + "several times, its twin is a list with commas."
        )
        seeAlso(subcommands.map(name), to: &roff)
        return ManPage(name: "alb-admission", text: roff.text)
    }

    private static func page(_ subcommand: any Subcommand.Type) -> ManPage {
        let name = name(subcommand)
        var roff = Roff()
        roff.title(name, version: Version.program)
        roff.section("NAME")
        roff.name(name, subcommand.summary.hasSuffix(".") ? String(subcommand.summary.dropLast()) : subcommand.summary)
        roff.section("SYNOPSIS")
        let flags = subcommand.options.isEmpty ? "" : "[flags]"
        let rest = [subcommand.operands, flags].filter { !$0.isEmpty }.joined(separator: " ")
        roff.term("alb-admission \(subcommand.name)", rest)
        let notes = ManNotes(subcommand.notes)
        roff.section("DESCRIPTION")
        roff.paragraph(subcommand.summary)
        notes.writeDescription(to: &roff)
        if !subcommand.members.isEmpty { roff.section("COMMANDS") }
        for member in subcommand.members { roff.item(member.lastName, member.operands, member.summary) }
        if !subcommand.options.isEmpty { roff.section("OPTIONS") }
        for option in subcommand.options {
            let flag = (option.short.map { "-\($0), " } ?? "") + "--\(option.name)"
            let repeatable = option.isRepeatable ? " May be given several times." : ""
            roff.item(
                flag,
                option.value ?? "",
                "\(sentence(option.help))\(repeatable) In the environment: \(option.environmentName)."
            )
        }
        exitStatus(to: &roff)
        notes.writeExamples(to: &roff)
        let parent = subcommand.name.split(separator: " ").dropLast().map { "alb-admission-\($0)" }
        seeAlso(["alb-admission"] + parent + subcommand.members.map { Self.name($0) }, to: &roff)
        return ManPage(name: name, text: roff.text)
    }

    /// The help of a flag begins small and ends without a stop.
    private static func sentence(_ help: String) -> String {
        help.prefix(1).uppercased() + help.dropFirst() + (help.hasSuffix(".") ? "" : ".")
    }

    private static func exitStatus(to roff: inout Roff) {
        roff.section("EXIT STATUS")
        for code in ExitCode.allCases { roff.item(String(code.rawValue), "", sentence(code.meaning)) }
    }

    private static func seeAlso(_ names: [String], to roff: inout Roff) {
        roff.section("SEE ALSO")
        roff.references(names + ["kubectl"])
    }
}
