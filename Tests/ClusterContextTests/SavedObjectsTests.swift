import ALBController
import Admission
import ClusterContext
import Kubernetes
import KubernetesClient
import Rules
import TestSupport
import Testing

/// Saved objects beside the API server.
struct SavedObjectsTests {
    private static let kinds = ContextKind.allCases.filter { $0 != .secret }
    private let second = Sample.second

    private func saved(services: [String], secrets: [String] = []) throws -> SavedObjects {
        var saved = SavedObjects(knownKinds: [.service, .secret, .albConfig])
        for name in services {
            saved.objects.append((.service, .set(.service, try Sample.value(ClusterObject.service(name)))))
        }
        for name in secrets {
            let text = #"{"metadata": {"name": "\#(name)", "namespace": "default"}, "type": "kubernetes.io/tls"}"#
            saved.objects.append((.secret, .set(.secret, try Sample.value(text))))
        }
        saved.objects.append((.daemonSet, .daemonSet(try Sample.value(ClusterObject.daemonSet("terway-eniip")))))
        return saved
    }

    private func engine(_ saved: SavedObjects) -> ContextEngine {
        ContextEngine(Self.kinds, staleAfter: 60 * second, reviewer: Reviewer(), saved: saved, now: 0)
    }

    @Test func countForKindsThatAreNotFollowed() throws {
        let snapshot = engine(try saved(services: ["a"], secrets: ["tls"])).beginning(now: 0).reviewer.snapshot
        #expect(snapshot.knownKinds == [.secret])
        #expect(snapshot.count(of: .secret) == 1 && snapshot.count(of: .service) == 0)
    }

    @Test(arguments: [ResourceProblem.forbidden("no"), .unknownKind])
    func countForKindsThatTheAPIServerRefuses(_ problem: ResourceProblem) throws {
        var engine = engine(try saved(services: ["a", "b"]))
        for kind in [ContextKind.service, .daemonSet] { engine.take(.failed(problem), of: kind, now: 0) }
        let snapshot = try engine.published(now: 3 * second).reviewer.snapshot
        #expect(snapshot.names(of: .service).map(\.name) == ["a", "b"] && snapshot.knows(.service))
        #expect(snapshot.networkPlugin == .terway)
        let status = try #require(engine.status.kinds.first { $0.kind == .service })
        #expect(status.isFromFiles && status.objects == 2)
    }

    @Test(arguments: [ResourceProblem.unreachable("refused"), .answer(status: 500, "x")])
    func doNotCountForKindsThatOnlyFail(_ problem: ResourceProblem) throws {
        var engine = engine(try saved(services: ["a"]))
        engine.take(.failed(problem), of: .service, now: 0)
        #expect(try engine.published(now: 3 * second).reviewer.snapshot.count(of: .service) == 0)
    }

    @Test func giveWayToTheFirstListAndStayAwayWhenItIsForbiddenLater() throws {
        var engine = engine(try saved(services: ["a", "b"]))
        engine.take(.failed(.forbidden("no")), of: .service, now: 0)
        _ = engine.publish(now: 3 * second)
        try engine.list(.service, [ClusterObject.service("b"), ClusterObject.service("c")], now: 4 * second)
        let live = try engine.published(now: 5 * second).reviewer.snapshot
        #expect(live.names(of: .service).map(\.name) == ["b", "c"])
        engine.take(.failed(.forbidden("no")), of: .service, now: 6 * second)
        engine.use(try saved(services: ["z"]), now: 6 * second)
        let stale = try engine.published(now: 7 * second).reviewer.snapshot
        #expect(stale.names(of: .service).map(\.name) == ["b", "c"])
    }

    @Test func changedFilesTakeThePlaceOfTheOldOnes() throws {
        var engine = engine(try saved(services: ["a"], secrets: ["old"]))
        engine.take(.failed(.forbidden("no")), of: .service, now: 0)
        _ = engine.publish(now: 3 * second)
        var next = try saved(services: ["n"])
        next.knownKinds = [.service]
        engine.use(next, now: 4 * second)
        let snapshot = try engine.published(now: 5 * second).reviewer.snapshot
        #expect(snapshot.names(of: .service).map(\.name) == ["n"])
        #expect(snapshot.count(of: .secret) == 0 && !snapshot.knows(.secret))
    }
}
