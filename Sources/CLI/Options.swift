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
    /// What shells offer where other values are accepted as well.
    var words: [String] = []

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
            let (flag, attached) = Self.split(argument, known)
            let option = try Self.find(flag, in: known)
            guard option.value != nil else {
                guard attached == nil else { throw UsageError(text: "--\(option.name) takes no value") }
                try set(option, "true", "--\(option.name)")
                continue
            }
            if let attached {
                try set(option, attached, "--\(option.name)")
            } else {
                guard let value = rest.popFirst() else { throw UsageError(text: "--\(option.name) needs a value") }
                try set(option, value, "--\(option.name)")
            }
        }
        for option in known where values[option.name] == nil {
            guard let value = environment(option.environmentName), !value.isEmpty else { continue }
            for part in option.isRepeatable ? value.split(separator: ",").map(String.init) : [value] {
                try set(option, part, option.environmentName)
            }
        }
    }

    func value(_ name: String) -> String? { values[name]?.last }
    func all(_ name: String) -> [String] { values[name] ?? [] }
    func isSet(_ name: String) -> Bool { values[name].map { $0.last != "false" && $0.last != "0" } ?? false }

    /// `source` is what the user wrote the value to: the flag, or its twin in the environment.
    private mutating func set(_ option: Option, _ value: String, _ source: String) throws(UsageError) {
        if !option.choices.isEmpty, !option.choices.contains(value) {
            let allowed = option.choices.joined(separator: ", ")
            let hint = Suggestion.nearest(to: value, in: option.choices).map { "; did you mean \($0)?" } ?? ""
            throw UsageError(text: "\(source) must be one of \(allowed), is \"\(value)\"\(hint)")
        }
        if values[option.name] != nil, !option.isRepeatable, option.value != nil {
            throw UsageError(text: "--\(option.name) is given twice")
        }
        values[option.name, default: []].append(value)
    }

    /// The flag and the value that is attached to it: `--output=json`, `-o=json`, `-ojson`.
    private static func split(_ argument: String, _ known: [Option]) -> (flag: String, value: String?) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if !argument.hasPrefix("--"), parts[0].count > 2 {
            let flag = String(argument.prefix(2))
            let takesValue = known.contains { $0.value != nil && $0.short.map { "-" + $0 } == flag }
            if takesValue { return (flag, String(argument.dropFirst(2))) }
        }
        return (parts[0], parts.count == 2 ? parts[1] : nil)
    }

    private static func find(_ argument: String, in known: [Option]) throws(UsageError) -> Option {
        if argument.hasPrefix("--"), let option = known.first(where: { "--" + $0.name == argument }) { return option }
        if let option = known.first(where: { $0.short.map { "-" + $0 } == argument }) { return option }
        let names = known.map { "--" + $0.name }
        let hint = Suggestion.nearest(to: argument, in: names).map { "; did you mean \($0)?" } ?? ""
        throw UsageError(text: "unknown flag \(argument)\(hint)")
    }
}
