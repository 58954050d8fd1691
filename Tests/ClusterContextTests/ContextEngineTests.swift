import ALBController
import Admission
import ClusterContext
import Kubernetes
import KubernetesClient
import Rules
import TestSupport
import Testing

struct ContextEngineTests {
    private static let kinds = ContextKind.allCases.filter { $0 != .secret }
    private let second = Sample.second
    private let ms = Sample.millisecond

    private var engine = ContextEngine(Self.kinds, staleAfter: 60 * Sample.second, reviewer: Reviewer(), now: 0)

    private mutating func listAll(now: UInt64) throws {
        for kind in Self.kinds { try engine.list(kind, now: now) }
    }

    @Test mutating func theFirstListsAreOnePublication() throws {
        #expect(engine.due == LiveContextConfiguration.patience)
        for kind in Self.kinds.dropLast() {
            try engine.list(kind, now: ms)
            #expect(engine.publish(now: 2 * ms) == nil)
        }
        engine.take(.failed(.forbidden("no")), of: .daemonSet, now: 3 * ms)
        let publication = try engine.published(now: 3 * ms)
        #expect(publication.sequence == 1)
        #expect(publication.reviewer.snapshot.knownKinds == Set(ObjectKind.allCases).subtracting([.secret]))
        let notices = engine.takeNotices()
        #expect(notices.first == .failed(.daemonSet, .forbidden("no")))
        let counts = Dictionary(Self.kinds.dropLast().map { ($0, 0) }) { first, _ in first }
        #expect(notices.dropFirst() == [.began(counts: counts, nanoseconds: 3 * ms)])
        #expect(engine.takeNotices().isEmpty && engine.due == nil)
    }

    @Test mutating func aSlowListHoldsTheOthersUpForTwoSeconds() throws {
        try engine.list(.service, now: ms)
        engine.take(.listBegan, of: .ingress, now: ms)
        for number in 0..<(ContextEngine.batch + 10) {
            engine.take(.object(try Sample.value(ClusterObject.ingress("i\(number)"))), of: .ingress, now: 2 * ms)
        }
        #expect(engine.publish(now: LiveContextConfiguration.patience - 1) == nil)
        let publication = try engine.published(now: LiveContextConfiguration.patience)
        #expect(publication.reviewer.snapshot.knownKinds == [.service])
        engine.take(.listEnded, of: .ingress, now: 3 * second)
        #expect(engine.due == 3 * second + PublicationWindow.quiet)
        let next = try engine.published(now: 3 * second + PublicationWindow.quiet)
        #expect(next.reviewer.snapshot.knows(.ingress) && next.sequence == 2)
        #expect(engine.takeNotices().last == .synced(.ingress, objects: ContextEngine.batch + 10))
    }

    @Test mutating func changesOfOneBatchAreOnePublication() throws {
        try listAll(now: 0)
        _ = engine.publish(now: 0)
        for number in 0..<5 {
            engine.take(.object(try Sample.value(ClusterObject.service("s\(number)"))), of: .service, now: second)
        }
        #expect(engine.publish(now: second + 49 * ms) == nil)
        let publication = try engine.published(now: second + 50 * ms)
        #expect(publication.reviewer.snapshot.count(of: .service) == 5)
        #expect(engine.publish(now: 9 * second) == nil)
    }

    /// Nothing was judged again but what changed, so a stop is known at once.
    @Test mutating func aStoppedALBAppearsAndDisappears() throws {
        for kind in Self.kinds {
            switch kind {
            case .albConfig: try engine.list(kind, [ClusterObject.albConfig("alb")], now: 0)
            case .ingressClass: try engine.list(kind, [ClusterObject.ingressClass()], now: 0)
            case .ingress, .service, .namespace, .secret, .daemonSet: try engine.list(kind, now: 0)
            }
        }
        _ = engine.publish(now: 0)
        _ = engine.takeNotices()
        let bad = ClusterObject.ingress("shop", isWhole: false).replacing("\\\"HTTP\\\"", with: "\\\"TCP\\\"")
        engine.take(.object(try Sample.value(bad)), of: .ingress, now: second)
        _ = engine.publish(now: 2 * second)
        let stop = try #require(engine.status.stopped.first)
        #expect(stop.albConfig == "alb" && stop.culprit == ObjectReference(.ingress, ObjectName("default", "shop")))
        #expect(engine.takeNotices() == [.stopped(stop)])
        engine.take(.deleted(try Sample.value(bad)), of: .ingress, now: 3 * second)
        _ = engine.publish(now: 4 * second)
        #expect(engine.takeNotices() == [.runsAgain(stop)] && engine.status.stopped.isEmpty)
    }

    @Test mutating func twoAlbConfigsOnOneALBAreNoticed() throws {
        try listAll(now: 0)
        _ = engine.publish(now: 0)
        _ = engine.takeNotices()
        for name in ["a", "b"] {
            let config = try Sample.value(ClusterObject.albConfig(name, id: "alb-0123456789abcdef01"))
            engine.take(.object(config), of: .albConfig, now: second)
        }
        _ = engine.publish(now: 2 * second)
        let shared = try #require(engine.status.shared.first)
        #expect(shared.id == "alb-0123456789abcdef01" && shared.albConfigs.map(\.name) == ["a", "b"])
        #expect(engine.takeNotices() == [.shared(shared)] && engine.status.shared.count == 1)
        engine.take(.deleted(try Sample.value(ClusterObject.albConfig("a"))), of: .albConfig, now: 3 * second)
        _ = engine.publish(now: 4 * second)
        #expect(engine.takeNotices() == [.sharedNoMore(shared)])
    }

    @Test mutating func otherSettingsKeepTheObjects() throws {
        try listAll(now: 0)
        engine.take(.object(try Sample.value(ClusterObject.service("web"))), of: .service, now: 0)
        _ = engine.publish(now: 0)
        var settings = Settings()
        settings.ingressClasses = ["other"]
        engine.use(settings, now: second)
        let publication = try engine.published(now: second + 50 * ms)
        #expect(publication.reviewer.settings.ingressClasses == ["other"])
        #expect(publication.reviewer.snapshot.count(of: .service) == 1)
    }
}
