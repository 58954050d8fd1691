import Admission

/// One flag of a subcommand; its environment twin is `ALB_ADMISSION_` and the name in capitals.
struct Option: Sendable {
    var name: String
    /// One letter, for the few flags that have one.
    var short: String?
    /// Nil for a switch.
    var value: String?
    var help: String
    var isRepeatable = false
    /// The values that are accepted; empty: any.
    var choices: [String] = []

    var environmentName: String {
        "ALB_ADMISSION_" + name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
    }
}

/// What the command line and the environment say, checked against a subcommand's options.
struct Options {
    private(set) var operands: [String] = []
    private var values: [String: [String]] = [:]

    struct UsageError: Error {
        var text: String
    }

    init(_ arguments: [String], known: [Option], environment: (String) -> String?) throws(UsageError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                operands += rest
                break
            }
            guard argument.hasPrefix("-"), argument != "-" else {
                operands.append(argument)
                continue
            }
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let option = try Self.find(parts[0], in: known)
            guard option.value != nil else {
                guard parts.count == 1 else { throw UsageError(text: "--\(option.name) takes no value") }
                try set(option, "true")
                continue
            }
            if parts.count == 2 {
                try set(option, parts[1])
            } else {
                guard let value = rest.popFirst() else { throw UsageError(text: "--\(option.name) needs a value") }
                try set(option, value)
            }
        }
        for option in known where values[option.name] == nil {
            guard let value = environment(option.environmentName), !value.isEmpty else { continue }
            for part in option.isRepeatable ? value.split(separator: ",").map(String.init) : [value] {
                try set(option, part)
            }
        }
    }

    func value(_ name: String) -> String? { values[name]?.last }
    func all(_ name: String) -> [String] { values[name] ?? [] }
    func isSet(_ name: String) -> Bool { values[name].map { $0.last != "false" && $0.last != "0" } ?? false }

    private mutating func set(_ option: Option, _ value: String) throws(UsageError) {
        if !option.choices.isEmpty, !option.choices.contains(value) {
            let allowed = option.choices.joined(separator: ", ")
            throw UsageError(text: "--\(option.name) must be one of \(allowed), is \"\(value)\"")
        }
        if values[option.name] != nil, !option.isRepeatable, option.value != nil {
            throw UsageError(text: "--\(option.name) is given twice")
        }
        values[option.name, default: []].append(value)
    }

    private static func find(_ argument: String, in known: [Option]) throws(UsageError) -> Option {
        if argument.hasPrefix("--"), let option = known.first(where: { "--" + $0.name == argument }) { return option }
        if let option = known.first(where: { $0.short.map { "-" + $0 } == argument }) { return option }
        let names = known.map { "--" + $0.name }
        let hint = Suggestion.nearest(to: argument, in: names).map { "; did you mean \($0)?" } ?? ""
        throw UsageError(text: "unknown flag \(argument)\(hint)")
    }
}
