/// Collects problems, each consequence with a bound of its own, so that many small ones cannot hide a deadly one.
struct CustomRuleProblemList {
    private var byConsequence: [Consequence: [CustomRuleProblem]] = [:]
    private var wrongPaths: [[GoPath.Step]] = []

    init(_ decoder: GoJSONDecoder) {
        for error in decoder.errors {
            append(CustomRuleProblem(.wrongType(error), at: error.path, value: error.value, .groupFails))
            wrongPaths.append(error.path.folded)
        }
        for path in decoder.unknownKeys { append(CustomRuleProblem(.unknownKey, at: path, .silentlyWrong)) }
    }

    /// Adds what the controller would stumble over in the decoded values.
    ///
    /// Behind a type error it does not come that far, except where it reads `forwardConfig` for events; and what only
    /// follows from a value of the wrong type is not worth a second message.
    mutating func add(_ problem: CustomRuleProblem) {
        guard !wrongPaths.isEmpty, problem.kind != .missingConfig(.forwardGroup) else {
            append(problem)
            return
        }
        let path = problem.path.folded
        guard !wrongPaths.contains(where: { $0.starts(with: path) || path.starts(with: $0) }) else { return }
        var problem = problem
        problem.consequence = min(problem.consequence, .groupFails)
        append(problem)
    }

    private mutating func append(_ problem: CustomRuleProblem) {
        guard byConsequence[problem.consequence, default: []].count < GoJSONDecoder.limit else { return }
        byConsequence[problem.consequence, default: []].append(problem)
    }

    /// The worst consequence first, in the order found within each.
    var all: [CustomRuleProblem] { Consequence.allCases.reversed().flatMap { byConsequence[$0] ?? [] } }
}

extension GoPath {
    /// The steps with keys in one spelling.
    fileprivate var folded: [Step] {
        steps.map { step in
            guard case .key(let name) = step else { return step }
            return .key(GoText.fold(name))
        }
    }
}
