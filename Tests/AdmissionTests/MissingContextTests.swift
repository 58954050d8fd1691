import Admission
import Kubernetes
import Rules
import TestSupport
import Testing

/// A rule does not conclude anything from what it cannot see.
struct MissingContextTests {
    @Test(.namesItsCase) func aRuleWithoutItsFactsIsSilent() throws {
        forEachCase(of: try SampleObject.all()) { sample in
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
    }

    /// The same object twice gives the same answer: the API server refuses an audit annotation that changes.
    @Test(.namesItsCase) func theSameQuestionGetsTheSameAnswer() throws {
        forEachCase(of: try SampleObject.all()) { sample in
            let request = try ReviewText(object: sample.json).request()
            let answers = (0..<3).map { _ in
                sample.reviewer.respond(to: request, as: .both, now: RuleFixtureTests.now).serialized()
            }
            #expect(Set(answers).count == 1)
            #expect(AnswerOracle(uid: request.uid).objections(to: answers[0]) == [])
        }
    }
}
