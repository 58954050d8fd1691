import Admission
import JSON
import Kubernetes
import Rules

/// Lists the rules, or explains one.
enum RulesCommand: Subcommand {
    static let name = "rules"
    static let operands = "[ID|NAME]"
    static let summary = "Lists the rules; with one, explains it: what, why, example, fix, settings."
    static let options = [
        Option(
            name: "output",
            short: "o",
            value: "text|json|markdown",
            help: "how to print (default text)",
            choices: ["text", "json", "markdown"]
        )
    ]

    static func run(_ options: Options, _ console: Console) -> ExitCode {
        guard options.operands.count < 2 else {
            console.problem("rules: takes one rule at most")
            return .usage
        }
        var rules = RuleCatalog.standard.descriptions
        let wanted = options.operands.first
        if let wanted {
            guard let rule = RuleCatalog.standard.rule(wanted) else {
                let known = rules.flatMap { [$0.id, $0.name] }
                let hint = Suggestion.nearest(to: wanted, in: known).map { "; did you mean \($0)?" } ?? ""
                console.problem("rules: no rule \"\(wanted)\"\(hint)")
                return .unreadable
            }
            rules = [rule]
        }
        switch options.value("output") ?? "text" {
        case "json": console.out(RuleListing.json(rules))
        case "markdown": console.out(RuleListing.markdown(rules))
        default: console.out(wanted == nil ? RuleListing.text(rules) : rules.map(RuleListing.explanation).joined())
        }
        return .clean
    }
}
