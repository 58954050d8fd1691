import ALBController
import Admission
import ClusterContext
import KubernetesClient
import Kubernetes
import Rules
import TestSupport
import Testing

struct LiveContextTests {
    /// What is stored, with the AlbConfig as told.
    private static func stored(_ config: String) -> @Sendable (ScriptedCluster.Read) -> APIRead? {
        { read in
            let text = read.kind == .albConfig ? config : ClusterObject.ingressClass()
            return ScriptedCluster.value(text).map { .found($0) }
        }
    }

    @Test func aChangeReachesReviewsWithoutAnybodyWaiting() throws {
        let scene = try LiveScene()
        #expect(scene.list())
        let before = scene.publications.count
        let config = try Sample.value(ClusterObject.albConfig("alb", ports: [80, 8443]))
        scene.cluster.tell(.albConfig, .object(config), .isCurrent)
        #expect(waitUntil { scene.publications.count > before })
        #expect(try scene.validate().verdict?.isAllowed == true)
        #expect(scene.cluster.reads.isEmpty)
    }

    @Test func aListOfManyIsNotHeldInMemory() throws {
        let scene = try LiveScene()
        let services = (0..<3 * LiveContext.inboxLimit).map { ClusterObject.service("s\($0)") }
        scene.cluster.listAll([.service: services])
        #expect(waitUntil { scene.publications.last?.reviewer.snapshot.count(of: .service) == services.count })
        #expect(scene.notices.count == 1)
    }

    @Test func aDenialIsConfirmedByReads() throws {
        let scene = try LiveScene(Self.stored(ClusterObject.albConfig("alb")))
        #expect(scene.list())
        let verdict = try #require(scene.later(try scene.validate()))
        #expect(!verdict.isAllowed && verdict.notes.isEmpty && scene.count(.confirmed) == 1)
        #expect(scene.cluster.reads.map(\.description).contains("AlbConfig alb"))
    }

    @Test func theVerdictFollowsWhatIsRead() throws {
        let scene = try LiveScene(Self.stored(ClusterObject.albConfig("alb", ports: [8443])))
        #expect(scene.list())
        let verdict = try #require(scene.later(try scene.validate()))
        #expect(verdict.isAllowed && verdict.notes.isEmpty && scene.count(.changed) == 1)
    }

    @Test func aFailedReadAllowsAndSaysWhy() throws {
        let scene = try LiveScene { _ in .failed(.answer(status: 500, "etcd")) }
        #expect(scene.list())
        let verdict = try #require(scene.later(try scene.validate()))
        #expect(verdict.isAllowed && verdict.notes.count == 1 && scene.count(.failed) == 1)
        #expect(verdict.notes[0].contains("cannot be read: HTTP status 500"))
    }

    @Test func aServerThatDoesNotAnswerIsWaitedForUntilTheDeadline() throws {
        let scene = try LiveScene()
        #expect(scene.list())
        let answer = try scene.validate(milliseconds: 300)
        let verdict = try #require(answer.verdict ?? scene.later(answer))
        #expect(verdict.isAllowed && scene.count(.timedOut) == 1)
        #expect(verdict.notes.first?.contains("was not read in time") == true)
        // An answer that comes too late changes nothing.
        for read in scene.cluster.reads { read.done(.absent) }
        #expect(scene.verdicts.count <= 1 && scene.count(.timedOut) == 1 && scene.count(.gone) == 0)
    }

    @Test func withoutTimeNothingIsRead() throws {
        let scene = try LiveScene()
        #expect(scene.list())
        let verdict = try #require(try scene.validate(milliseconds: 0).verdict)
        #expect(verdict.isAllowed && scene.count(.timedOut) == 1 && scene.cluster.reads.isEmpty)
    }

    @Test func sixtyFourAtATimeAreConfirmed() throws {
        let scene = try LiveScene()
        #expect(scene.list())
        for _ in 0..<64 { #expect(try scene.validate().verdict == nil) }
        let verdict = try #require(try scene.validate().verdict)
        #expect(verdict.isAllowed && scene.count(.busy) == 1)
        #expect(verdict.notes.first?.contains("too many denials are being confirmed") == true)
        for read in scene.cluster.reads { read.done(.failed(.unreachable("refused"))) }
        #expect(waitUntil { scene.verdicts.count == 64 })
        #expect(try scene.validate().verdict == nil)
    }

    @Test func whatIsStaleIsNotRead() throws {
        let scene = try LiveScene(staleAfter: 0)
        #expect(scene.list())
        scene.cluster.tell(.albConfig, .failed(.unreachable("refused")))
        #expect(waitUntil { scene.context.publication.silence != nil })
        let verdict = try #require(try scene.validate().verdict)
        #expect(verdict.isAllowed && scene.count(.stale) == 1 && scene.cluster.reads.isEmpty)
        #expect(verdict.notes.count == 2)
        // A rule about the object itself goes on.
        let broken = ClusterObject.ingress("shop").replacing("\\\"HTTP\\\"", with: "\\\"TCP\\\"")
        #expect(try scene.validate(broken).verdict?.isAllowed == false)
    }

    @Test func beforeTheFirstListRulesAboutTheObjectItselfGoOn() throws {
        let scene = try LiveScene()
        let verdict = try #require(try scene.validate().verdict)
        #expect(verdict.isAllowed && verdict.notes.first?.hasPrefix("not checked: ") == true)
        let broken = ClusterObject.ingress("shop").replacing("\\\"HTTP\\\"", with: "\\\"TCP\\\"")
        #expect(try scene.validate(broken).verdict?.isAllowed == false)
    }

    @Test func theSecondOfTwoAlbConfigsIsRefusedWithoutARead() throws {
        let scene = try LiveScene()
        #expect(scene.list())
        let id = "alb-0123456789abcdef01"
        #expect(try scene.validate(Sample.albConfig("a", id: id)).verdict?.isAllowed == true)
        let verdict = try #require(try scene.validate(Sample.albConfig("b", id: id)).verdict)
        #expect(verdict.denials.map(\.rule.id) == ["ALB601"])
        #expect(scene.cluster.reads.isEmpty && scene.count(.confirmed) == 1)
    }

    /// The snapshot has one that is gone by now; of the two that come, the first alone takes its place.
    @Test func anAlbConfigThatIsAllowedByAReadIsRememberedToo() throws {
        let id = "alb-0123456789abcdef01"
        let scene = try LiveScene { _ in .absent }
        scene.cluster.listAll([.albConfig: [ClusterObject.albConfig("old", id: id)]])
        #expect(waitUntil { scene.context.publication.silence == nil })
        let first = try #require(scene.later(try scene.validate(Sample.albConfig("a", id: id))))
        #expect(first.isAllowed && scene.count(.gone) == 1)
        _ = try scene.validate(Sample.albConfig("b", id: id))
        #expect(waitUntil { scene.count(.confirmed) == 1 })
        #expect(waitUntil { scene.verdicts.count == 2 } && scene.verdicts[1].denials.map(\.rule.id) == ["ALB601"])
    }

    @Test func endsWithItsSource() throws {
        let scene = try LiveScene()
        scene.context.stop()
        #expect(scene.cluster.isStopped)
        scene.context.stop()
    }
}
