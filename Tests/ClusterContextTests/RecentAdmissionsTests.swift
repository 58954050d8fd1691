import ALBController
import Admission
import ClusterContext
import Dispatch
import Kubernetes
import Rules
import Synchronization
import TestSupport
import Testing

struct RecentAdmissionsTests {
    private static let id = "alb-0123456789abcdef01"
    private let second = Sample.second
    private let recent = RecentAdmissions()
    private let publication: Publication

    init() {
        var builder = ClusterSnapshot.Builder()
        builder.knownKinds = [.albConfig, .ingress, .ingressClass]
        publication = Publication(Reviewer(snapshot: ClusterSnapshot(builder)), sequence: 5)
    }

    /// The identifiers of the rules that deny.
    private func denials(
        _ object: String,
        old: String? = nil,
        dryRun: Bool = false,
        sequence: UInt64 = 5,
        now: UInt64 = 1
    ) throws -> [String] {
        let request = try Sample.request(object, old: old, dryRun: dryRun)
        var publication = publication
        publication.sequence = sequence
        return recent.judge(request, by: publication, now: now) { reviewer, _ in
            (reviewer, reviewer.validate(request))
        }.verdict.denials.map(\.rule.id)
    }

    @Test func theSecondOfTwoIsRefused() throws {
        #expect(try denials(Sample.albConfig("a", id: Self.id)) == [])
        #expect(try denials(Sample.albConfig("b", id: Self.id)) == ["ALB601"])
        #expect(try denials(Sample.albConfig("a", id: Self.id)) == [])
        #expect(try denials(Sample.albConfig("c", id: "alb-other56789abcdef01")) == [])
        #expect(recent.count == 2)
    }

    @Test func aDryRunAndADenialAreNotRemembered() throws {
        #expect(try denials(Sample.albConfig("a", id: Self.id), dryRun: true) == [])
        #expect(try denials(Sample.albConfig("aliyun-b", id: Self.id)).contains("ALB101"))
        #expect(recent.count == 0)
    }

    @Test func isForgottenAfterTenSeconds() throws {
        _ = try denials(Sample.albConfig("a", id: Self.id), now: second)
        #expect(try denials(Sample.albConfig("b", id: Self.id), now: 11 * second - 1) == ["ALB601"])
        #expect(try denials(Sample.albConfig("b", id: Self.id), now: 11 * second) == [])
    }

    /// Between the moment in which the watch shows it and the one in which a loop judges by that nothing is lost.
    @Test func countsUntilThePublicationThatShowsIt() throws {
        _ = try denials(Sample.albConfig("a", id: Self.id))
        recent.heard(try Sample.value(ClusterObject.albConfig("a", id: Self.id, version: "7")))
        #expect(try denials(Sample.albConfig("b", id: Self.id)) == ["ALB601"])
        recent.published(6)
        #expect(try denials(Sample.albConfig("b", id: Self.id), sequence: 5) == ["ALB601"])
        #expect(try denials(Sample.albConfig("b", id: Self.id), sequence: 6) == [])
    }

    @Test func whatTheWatchTellsOfAnEarlierVersionDoesNotCount() throws {
        let old = Sample.albConfig("a", version: "10")
        _ = try denials(Sample.albConfig("a", id: Self.id, version: "10"), old: old)
        for version in ["9", "10"] { recent.heard(try Sample.value(ClusterObject.albConfig("a", version: version))) }
        recent.published(6)
        #expect(try denials(Sample.albConfig("b", id: Self.id), sequence: 6) == ["ALB601"])
        recent.heard(try Sample.value(ClusterObject.albConfig("a", version: "11")))
        recent.published(7)
        #expect(try denials(Sample.albConfig("b", id: Self.id), sequence: 7) == [])
    }

    @Test func hasABound() throws {
        for number in 0...RecentAdmissions.limit { _ = try denials(Sample.albConfig("a\(number)")) }
        #expect(recent.count == RecentAdmissions.limit)
    }

    /// As many loops as there may be, all of them with an AlbConfig for the same ALB.
    @Test func oneOfManyAtTheSameMomentIsAllowed() throws {
        let allowed = Atomic(0)
        let requests = try (0..<64).map { try Sample.request(Sample.albConfig("a\($0)", id: Self.id)) }
        DispatchQueue.concurrentPerform(iterations: requests.count) { index in
            let judgement = recent.judge(requests[index], by: publication, now: 1) { reviewer, _ in
                (reviewer, reviewer.validate(requests[index]))
            }
            if judgement.verdict.isAllowed { allowed.wrappingAdd(1, ordering: .relaxed) }
        }
        #expect(allowed.load(ordering: .relaxed) == 1)
    }
}
