import ALBController
import Admission
import ClusterContext
import Kubernetes
import KubernetesClient
import Rules
import TestSupport
import Testing

/// What answers say while the cluster is not known, or not known well.
struct SilenceTests {
    private static let kinds = ContextKind.allCases.filter { $0 != .secret }
    private let second = Sample.second

    private var engine = ContextEngine(Self.kinds, staleAfter: 60 * Sample.second, reviewer: Reviewer(), now: 0)

    @Test func beforeTheFirstListNothingIsKnownAndThatIsSaid() throws {
        let silence = try #require(engine.beginning(now: 0).silence)
        let note = try #require(silence[.ingress, .create])
        #expect(note.contains("not checked: ") && note.contains("not read yet") && note.count <= 256)
        #expect(!note.contains("Secrets"))
        #expect(silence[.ingress, .update] == note)
    }

    @Test mutating func aKindThatIsNotGivenIsNamedWhereRulesWantIt() throws {
        for kind in Self.kinds where kind != .albConfig { try engine.list(kind, now: 0) }
        engine.take(.failed(.unknownKind), of: .albConfig, now: 0)
        let silence = try #require(try engine.published(now: 0).silence)
        let note = try #require(silence[.ingress, .create])
        #expect(note.contains("AlbConfigs cannot be read (not installed)"))
        #expect(silence[.service, .create] == nil)
        try engine.list(.albConfig, now: second)
        let next = try engine.published(now: 2 * second)
        #expect(next.silence == nil)
    }

    @Test mutating func aKindThatIsStaleForTooLongIsNamedWithoutAnyEvent() throws {
        for kind in Self.kinds { try engine.list(kind, now: 0) }
        #expect(try engine.published(now: 0).silence == nil)
        engine.take(.failed(.unreachable("refused")), of: .service, now: second)
        #expect(try engine.published(now: second + PublicationWindow.longest).silence == nil)
        #expect(engine.due == 61 * second + 1)
        let silence = try #require(try engine.published(now: 61 * second + 1).silence)
        #expect(
            silence[.ingress, .create]
                == "Services are known as they were a while ago only (API server unreachable), so what rests on them "
                + "does not deny"
        )
        #expect(engine.due == nil)
        engine.take(.isCurrent, of: .service, now: 70 * second)
        let recovered = try engine.published(now: 71 * second)
        #expect(recovered.silence == nil && recovered.reviewer.snapshot.knows(.service))
        #expect(engine.takeNotices().last == .recovered(.service, nanoseconds: 69 * second))
    }
}
