import Admission
import JSON
import Kubernetes
import Rules
import TestSupport
import Testing

/// Whole answers, word for word: a few, so that a changed message is read and not waved through.
struct ResponseTests {
    @Test(.namesItsCase) func areAsRecorded() throws {
        forEachCase(of: try RecordedResponse.all()) { recorded in
            let request = try recorded.review.request()
            let answer = try recorded.review.reviewer().respond(
                to: request,
                as: recorded.stage,
                now: RuleFixtureTests.now
            )
            let oracle = AnswerOracle(
                uid: request.uid,
                apiVersion: request.version.rawValue,
                mayPatch: recorded.stage != .validate
            )
            #expect(oracle.objections(to: answer.serialized()) == [])
            let response = try #require(try recorded.response(in: answer.serialized()))
            guard !SavedReview.updates else { return try recorded.record(response) }
            #expect(response == recorded.response, "UPDATE_FIXTURES=1 records the answer")
        }
    }

    /// What an answer can hold; if one is missing, the files no longer show it.
    @Test func showEveryPartOfAnAnswer() throws {
        let all = try RecordedResponse.all()
        #expect(Set(all.map(\.stage)) == Set(ReviewStage.allCases))
        #expect(Set(try all.map { try $0.review.request().version }).count == 2)
        let text = all.compactMap(\.response).joined(separator: "\n")
        for member in ["allowed", "patch", "patchType", "warnings", "auditAnnotations", "status", "causes"] {
            #expect(text.contains("\"\(member)\":"), "\(member)")
        }
    }
}
