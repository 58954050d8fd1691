import Admission
import Kubernetes
import Rules
import TestSupport
import Testing

/// A rule does not conclude anything from what it cannot see.
struct MissingContextTests {
    @Test(arguments: try SampleObject.all())
    func aRuleWithoutItsFactsIsSilent(_ sample: SampleObject) throws {
        let reviewer = Reviewer(settings: sample.reviewer.settings)
        for review in [
            ReviewText(object: sample.json), ReviewText("UPDATE", object: sample.json, oldObject: "{}"),
            ReviewText("DELETE", oldObject: sample.json),
        ] {
            let findings = try reviewer.validate(review.request(), now: RuleFixtureTests.now).findings
            let guessed = findings.filter { !$0.rule.needs.isEmpty }
            #expect(guessed.isEmpty, "\(guessed.map(\.message))")
        }
    }

    /// The same object twice gives the same answer: the API server refuses an audit annotation that changes.
    @Test(arguments: try SampleObject.all())
    func theSameQuestionGetsTheSameAnswer(_ sample: SampleObject) throws {
        let request = try ReviewText(object: sample.json).request()
        let answers = (0..<3).map { _ in
            sample.reviewer.respond(to: request, as: .both, now: RuleFixtureTests.now).serialized()
        }
        #expect(Set(answers).count == 1)
        #expect(AnswerOracle(uid: request.uid).objections(to: answers[0]) == [])
    }
}
