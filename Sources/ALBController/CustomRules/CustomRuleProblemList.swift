import JSON

/// Collects problems, each consequence with a bound of its own, so that many small ones cannot hide a deadly one.
struct CustomRuleProblemList {
    private var byConsequence: [Consequence: [CustomRuleProblem]] = [:]
    /// Places of wrong types and of lists that were not decoded, and all places around them.
    private var wrong: Set<JSONPointer> = []
    private var aroundWrong: Set<JSONPointer> = []

    init(_ decoder: GoJSONDecoder) {
        if let overrun = decoder.overrun {
            append(CustomRuleProblem(.tooMany(overrun.length), at: overrun.path, .groupFails))
            noteWrong(overrun.path)
        }
        for error in decoder.errors {
            append(CustomRuleProblem(.wrongType(error), at: error.path, value: error.value, .groupFails))
            noteWrong(error.path)
        }
        for path in decoder.unknownKeys { append(CustomRuleProblem(.unknownKey, at: path, .silentlyWrong)) }
    }

    private mutating func noteWrong(_ path: JSONPointer) {
        let path = path.folded
        wrong.insert(path)
        for count in 0...path.tokens.count { aroundWrong.insert(JSONPointer(Array(path.tokens.prefix(count)))) }
    }

    /// Adds what the controller would stumble over in the decoded values.
    ///
    /// Behind a type error it does not come that far, except where it reads `forwardConfig` for events; and what only
    /// follows from a value of the wrong type is not worth a second message.
    mutating func add(_ problem: CustomRuleProblem) {
        guard !wrong.isEmpty, problem.kind != .missingConfig(.forwardGroup) else {
            append(problem)
            return
        }
        let path = problem.path.folded
        guard !aroundWrong.contains(path), !isInsideWrong(path) else { return }
        var problem = problem
        problem.consequence = min(problem.consequence, .groupFails)
        append(problem)
    }

    private func isInsideWrong(_ path: JSONPointer) -> Bool {
        (0...path.tokens.count).contains { wrong.contains(JSONPointer(Array(path.tokens.prefix($0)))) }
    }

    private mutating func append(_ problem: CustomRuleProblem) {
        guard byConsequence[problem.consequence, default: []].count < GoJSONDecoder.limit else { return }
        byConsequence[problem.consequence, default: []].append(problem)
    }

    /// The worst consequence first, in the order found within each; keys are spelt as in the document.
    func all(in document: JSONDocument) -> [CustomRuleProblem] {
        Consequence.allCases.reversed().flatMap { byConsequence[$0] ?? [] }.map { problem in
            var problem = problem
            problem.path = document.written(problem.path)
            return problem
        }
    }
}

extension JSONPointer {
    /// Keys in one spelling.
    fileprivate var folded: JSONPointer { JSONPointer(tokens.map(GoText.fold)) }
}
