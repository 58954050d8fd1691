import Admission
import Events
import JSON
import Kubernetes
import Rules

/// Lists the rules, or explains one.
enum RulesCommand: Subcommand {
    static let name = "rules"
    static let operands = "[ID|NAME]"
    static let summary = "Lists the rules; with one, explains it: what, why, example, fix, settings."
    static let notes = #"""
        M1 and M2 explain what is filled in: the class and listen-ports.

        --event takes what the controller says in an event, with all that stands around it, and tells what it means, the
        fix, and the rule that says it before the object is stored. Several errors are told apart. It knows every error
        that the documentation names, also those that no request to the API server shows. For a text that says none of
        them the nearest ones are listed, and the exit code is 3.

        examples:
          alb-admission rules --event "listener is not exist in alb, port: 443, protocol: HTTPS"
          kubectl describe ingress web | alb-admission rules --event -
        """#
    static let options =
        [
            Option(
                name: "output",
                short: "o",
                value: "text|json|markdown|admission-policy|mutating-policy",
                help: "how to print (default text)",
                choices: ["text", "json", "markdown", "admission-policy", "mutating-policy"]
            ),
            Option(name: "event", value: "TEXT|-", help: "explains an error of the controller; - is standard input"),
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
        if let text = options.value("event") { return explain(text, options, console) }
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

    private static func explain(_ event: String, _ options: Options, _ console: Console) -> ExitCode {
        let output = options.value("output") ?? "text"
        if let rule = options.operands.first {
            console.problem("rules: --event finds the rules itself; \"\(rule)\" is one too many")
            return .usage
        }
        guard output == "text" || output == "json" else {
            console.problem("rules: --event is printed as text or json, not as \(output)")
            return .usage
        }
        guard let text = event == "-" ? console.input().map({ String(decoding: $0, as: UTF8.self) }) : event else {
            console.problem("rules: standard input cannot be read")
            return .unreadable
        }
        let search = ErrorSearch(text)
        let named = rules(in: text)
        let isFound = !search.found.isEmpty || !named.isEmpty
        if !isFound { console.problem("rules: no error that is documented says this") }
        console.out(
            output == "json" ? EventListing.json(search, named: named) : EventListing.text(search, named: named)
        )
        return isFound ? .clean : .unreadable
    }

    /// The rules that a denial of this program names, such as `[ALB301]`, each once.
    private static func rules(in text: String) -> [RuleDescription] {
        var rules: [RuleDescription] = []
        for word in text.split(whereSeparator: { !$0.isASCII || !($0.isLetter || $0.isNumber) }) {
            guard word.count == 6, word.hasPrefix("ALB"), let rule = RuleCatalog.standard.rule(String(word)),
                !rules.contains(where: { $0.id == rule.id })
            else { continue }
            rules.append(rule)
        }
        return rules
    }
}
