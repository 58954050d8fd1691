import Admission
import JSON
import Kubernetes
import Rules

/// Lists the rules, or explains one.
enum RulesCommand: Subcommand {
    static let name = "rules"
    static let operands = "[ID|NAME]"
    static let summary = "Lists the rules; with one, explains it: what, why, example, fix, settings."
    static let notes = "M1 and M2 explain what is filled in: the class and listen-ports."
    static let options =
        [
            Option(
                name: "output",
                short: "o",
                value: "text|json|markdown|admission-policy|mutating-policy",
                help: "how to print (default text)",
                choices: ["text", "json", "markdown", "admission-policy", "mutating-policy"]
            )
        ] + PolicyOptions.all

    static let operandWords =
        RuleCatalog.standard.descriptions.flatMap {
            [CompletionTable.Word(text: $0.id, help: $0.name), CompletionTable.Word(text: $0.name, help: $0.id)]
        } + MutationDescription.all.map { CompletionTable.Word(text: $0.id, help: $0.name) }

    static func run(_ options: Options, _ console: Console) -> ExitCode {
        guard options.operands.count < 2 else {
            console.problem("rules: takes one rule at most")
            return .usage
        }
        var rules = RuleCatalog.standard.descriptions
        let wanted = options.operands.first
        if let output = options.value("output"), output.hasSuffix("-policy") {
            return PolicyOptions.run(options, console, isMutating: output == "mutating-policy")
        }
        if let wanted {
            if let mutation = MutationDescription.named(wanted) {
                let isJSON = options.value("output") == "json"
                console.out(isJSON ? MutationListing.json(mutation) : MutationListing.explanation(mutation))
                return .clean
            }
            guard let rule = RuleCatalog.standard.rule(wanted) else {
                console.problem("rules: no rule \"\(wanted)\"\(RuleCatalog.standard.hint(wanted))")
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
