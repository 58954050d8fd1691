import ALBController

/// A part of a rule that the API server can judge without us, as a CEL expression.
///
/// It refuses only what the rule denies where nothing is known of the cluster, and may pass what the rule denies. An
/// expression that ends in an error refuses nothing, for the policies fail open.
package struct PolicyExpression: Sendable {
    /// What of the rule it judges, for the table in the README.
    package let covers: String
    /// Of the conditions that it judges; nil: the rule's own.
    package let severity: SeverityTable?
    /// True for an object that must be refused.
    package let refusal: String

    /// `fault` is true for an object that has the fault; the object under review must meet `conditions` besides.
    ///
    /// On UPDATE an object whose stored version had the fault passes, whatever conditions held for that: `oldFault`, which
    /// is `fault` unless it is given, must hold for every stored object in which the rule finds the same.
    package init(
        covers: String,
        severity: SeverityTable? = nil,
        when conditions: [String] = [],
        fault: @escaping (PolicySubject) -> String,
        oldFault: ((PolicySubject) -> String)? = nil
    ) {
        let old = (oldFault ?? fault)(.stored)
        let ratchet = "!(request.operation == 'UPDATE' && (\(old)))"
        self.init(covers: covers, severity: severity, refusal: CEL.all(conditions + [fault(.reviewed), ratchet]))
    }

    /// Of annotations that are judged each by itself: `bad` and `wasBad` are told a value.
    package init(
        covers: String,
        severity: SeverityTable? = nil,
        when conditions: [String] = [],
        annotations keys: [StaticString],
        bad: @escaping (String) -> String,
        wasBad: ((String) -> String)? = nil
    ) {
        let (new, old) = (PolicySubject.reviewed.annotations, PolicySubject.stored.annotations)
        let was = "!(k in \(old) && (\((wasBad ?? bad)("\(old)[k]"))))"
        let list = CEL.list(keys.map { "\($0)" })
        let fault = "\(list).exists(k, \(CEL.all(["k in \(new)", bad("\(new)[k]"), was])))"
        self.init(covers: covers, severity: severity, refusal: CEL.all(conditions + [fault]))
    }

    /// For a rule that judges creations only.
    package static func ofCreation(covers: String, fault: (PolicySubject) -> String) -> PolicyExpression {
        let refusal = CEL.all(["request.operation == 'CREATE'", fault(.reviewed)])
        return PolicyExpression(covers: covers, severity: nil, refusal: refusal)
    }

    private init(covers: String, severity: SeverityTable?, refusal: String) {
        self.covers = covers
        self.severity = severity
        self.refusal = refusal
    }
}

/// A ``PolicyExpression`` with its rule.
package struct RulePolicy: Sendable {
    package let rule: RuleDescription
    package let expression: PolicyExpression

    /// Whether the rule denies what the expression refuses, with the settings as they come.
    func applies(to profile: ControllerProfile) -> Bool {
        (expression.severity ?? rule.severity)[profile] == .deny
    }

    /// What a refused request is told, in the words of the rule.
    package var message: String { "[\(rule.id)] \(rule.summary) Fix: \(rule.fix)" }
}
