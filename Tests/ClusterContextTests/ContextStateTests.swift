import ClusterContext
import KubernetesClient
import Testing

struct ContextStateTests {
    @Test func isSyncedByTheEndOfAListAndNothingElse() {
        var state = ContextState()
        #expect(state.heard(.listBegan, now: 1) == nil && state.heard(.isCurrent, now: 2) == nil)
        #expect(state.freshness == .neverSynced && !state.hasAnswered && state.age(now: 9) == nil)
        #expect(state.heard(.listEnded, now: 3) == .synced)
        #expect(state.freshness == .current && state.hasAnswered && state.age(now: 9) == 0)
        #expect(state.heard(.isCurrent, now: 4) == nil)
    }

    @Test func agesFromItsFirstFailureOnUntilItIsCurrentAgain() {
        var state = ContextState()
        _ = state.heard(.listEnded, now: 10)
        #expect(state.heard(.failed(.unreachable("refused")), now: 100) == .failed(.unreachable("refused")))
        #expect(state.heard(.failed(.unreachable("refused")), now: 150) == nil)
        #expect(state.heard(.failed(.answer(status: 500, "etcd")), now: 200) == .failed(.answer(status: 500, "etcd")))
        #expect(state.freshness == .stale(since: 100) && state.age(now: 300) == 200)
        #expect(!state.isBeyond(200, now: 300) && state.isBeyond(199, now: 300))
        #expect(state.heard(.listBegan, now: 310) == nil && state.freshness == .stale(since: 100))
        #expect(state.heard(.isCurrent, now: 400) == .recovered(after: 300))
        #expect(state.freshness == .current && state.problem == nil)
        #expect(state.failures == [.unreachable: 2, .answer: 1])
    }

    @Test func aFailureBeforeTheFirstListIsAnAnswerAndNoAge() {
        var state = ContextState()
        _ = state.heard(.failed(.forbidden("no")), now: 5)
        #expect(state.hasAnswered && state.freshness == .neverSynced && state.age(now: 50) == nil)
        #expect(!state.isBeyond(1, now: 50))
        #expect(state.heard(.listEnded, now: 60) == .synced)
    }

    @Test(arguments: [
        ResourceProblem.forbidden("x"), .unknownKind, .answer(status: 500, "x"), .malformed("x"), .unreachable("x"),
        .untrusted("x"), .credentials("x"),
    ])
    func everyProblemHasAReasonAndWords(_ problem: ResourceProblem) {
        #expect(FailureReason.allCases.contains(problem.reason))
        #expect(!problem.brief.isEmpty && problem.brief.count <= 40 && !problem.text.isEmpty)
    }
}
