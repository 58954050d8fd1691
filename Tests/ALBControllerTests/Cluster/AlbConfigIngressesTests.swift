import JSON
import Kubernetes
import TestSupport
import Testing

@testable import ALBController

/// The same question among 10, 70 and 7 000 Ingresses on one ALB.
struct AlbConfigIngressesTests {
    private static let crowd = ["a-quiet", "z-quiet"]

    /// Harmless Ingresses before and behind those that matter in the alphabet, by their number.
    private static let crowds: [Int: ClusterSnapshot] = {
        var builder = ClusterSnapshot.Builder()
        builder.knownKinds = Set(ObjectKind.allCases)
        let cluster = [
            #"{"apiVersion": "alibabacloud.com/v1", "kind": "AlbConfig", "metadata": {"name": "alb"}}"#,
            """
            {"apiVersion": "networking.k8s.io/v1", "kind": "IngressClass", "metadata": {"name": "alb"},
             "spec": {"controller": "ingress.k8s.alibabacloud/alb", "parameters": {"name": "alb"}}}
            """,
            """
            {"apiVersion": "networking.k8s.io/v1", "kind": "IngressClass", "metadata": {"name": "other"},
             "spec": {"controller": "ingress.k8s.alibabacloud/alb", "parameters": {"name": "other"}}}
            """,
        ]
        add(cluster, to: &builder)
        var crowds: [Int: ClusterSnapshot] = [:]
        for index in 0..<7_000 {
            add([Cluster.ingress("\(crowd[index % 2])/q\(index)", ["q\(index).quiet.test/q"])], to: &builder)
            if [10, 70, 7_000].contains(index + 1) { crowds[index + 1] = ClusterSnapshot(builder) }
        }
        return crowds
    }()

    private static func add(_ objects: [String], to builder: inout ClusterSnapshot.Builder) {
        for json in objects {
            guard let document = try? JSONDocument(parsing: Array(json.utf8)) else { continue }
            builder.add(document, document.root)
        }
    }

    private static func crowded(_ count: Int, _ special: [String]) throws -> ClusterSnapshot {
        var builder = ClusterSnapshot.Builder(try #require(crowds[count]))
        add(special, to: &builder)
        return ClusterSnapshot(builder)
    }

    private static func resolver(_ snapshot: ClusterSnapshot, _ profile: ControllerProfile = .lbc) -> ClassResolver {
        let controllers: Set<String> = ["ingress.k8s.alibabacloud/alb"]
        return ClassResolver(profile: profile, classNames: [], controllers: controllers, snapshot: snapshot)
    }

    private static func neighbours(_ snapshot: ClusterSnapshot) -> AlbConfigIngresses {
        AlbConfigIngresses(onAlbConfig: "alb", resolver(snapshot), except: ObjectName("m", "me"))
    }

    private static let https8080 = ["listen-ports": #"[{"HTTPS": 8080}]"#]
    private static let tls = #"[{"hosts": ["s.test"], "secretName": "s"}]"#

    @Test("who uses a listener", arguments: [10, 70, 7_000])
    func listeners(count: Int) throws {
        let snapshot = try Self.crowded(
            count,
            [
                Cluster.ingress("m/secure", ["s.test/"], annotations: Self.https8080, tls: Self.tls),
                Cluster.ingress("m/plain", ["p.test/"], annotations: ["listen-ports": #"[{"HTTP": 8080}]"#]),
                Cluster.ingress("m/me", ["me.test/"], annotations: Self.https8080),
                Cluster.ingress("m/else", ["e.test/"], annotations: Self.https8080, className: "other"),
            ]
        )
        let neighbours = Self.neighbours(snapshot)
        #expect(neighbours.isComplete)
        #expect(neighbours.all.count == count + 2)
        #expect(neighbours.users(of: ListenerKey(8080, .https)).prefix(9) == [ObjectName("m", "secure")])
        #expect(neighbours.users(of: .http80).count == count)
        #expect(neighbours.users(of: .https443).isEmpty)
        #expect(neighbours.listeners.keys.map(\.description) == ["80/HTTP", "8080/HTTP", "8080/HTTPS"])
        let conflict = neighbours.portConflict
        #expect(conflict?.port == 8080)
        #expect(conflict?.http == ObjectName("m", "plain"))
        #expect(conflict?.https == ObjectName("m", "secure"))
        #expect(neighbours.certificateProviders(for: ListenerKey(8080, .https)).first == ObjectName("m", "secure"))
        #expect(neighbours.secretProviders(for: ListenerKey(8080, .https)).count == 1)
        #expect(neighbours.certificateProviders(for: .https443).isEmpty)
        #expect(neighbours.listenerSecrets().names == [ObjectName("m", "s")])
        #expect(neighbours.ruleLoad == count + 2)
        let everyone = AlbConfigIngresses(onAlbConfig: "alb", Self.resolver(snapshot))
        #expect(everyone.users(of: ListenerKey(8080, .https)).count == 2)
        #expect(everyone.all.count == count + 3)
    }

    @Test("one's own ports are no conflict", arguments: [10, 70, 7_000])
    func ownPorts(count: Int) throws {
        let both = ["listen-ports": #"[{"HTTP": 8080}, {"HTTPS": 8080}]"#]
        let snapshot = try Self.crowded(count, [Cluster.ingress("m/both", ["b.test/"], annotations: both)])
        #expect(Self.neighbours(snapshot).portConflict == nil)
    }

    @Test("who has an order", arguments: [10, 70, 7_000])
    func orders(count: Int) throws {
        let special = ["m/me", "m/one", "m/two"].map {
            Cluster.ingress($0, ["o.test/"], annotations: ["order": $0 == "m/two" ? "8" : "7"])
        }
        let twin = Cluster.ingress("m/twin", ["o.test/"], annotations: ["albconfig.order": "8"])
        let neighbours = Self.neighbours(try Self.crowded(count, special + [twin]))
        #expect(neighbours.holders(ofOrder: 7).prefix(9) == [ObjectName("m", "one")])
        #expect(neighbours.holders(ofOrder: 9).isEmpty)
        #expect(neighbours.orderConflict?.order == 8)
        #expect(neighbours.orderConflict?.first == ObjectName("m", "twin"))
        #expect(neighbours.orderConflict?.second == ObjectName("m", "two"))
    }

    @Test("who has a host and path", arguments: [10, 70, 7_000])
    func paths(count: Int) throws {
        func canary(_ weight: Int) -> [String: String] { ["canary": "true", "canary-weight": "\(weight)"] }
        let snapshot = try Self.crowded(
            count,
            [
                Cluster.ingress("m/main", ["a.test/a", "a.test/b"]),
                Cluster.ingress("m/main2", ["=a.test/a"], annotations: Self.https8080),
                Cluster.ingress("m/c1", ["a.test/a"], annotations: canary(20)),
                Cluster.ingress("m/c2", ["a.test/a", "a.test/a"], annotations: canary(15)),
                Cluster.ingress("m/me", ["a.test/a"], annotations: canary(99)),
                Cluster.ingress("m/else", ["a.test/a"], annotations: canary(99), className: "other"),
            ]
        )
        let path = try #require(Array(Cluster.decode(Cluster.ingress("x", ["a.test/a"])).paths).first)
        let sharers = Self.neighbours(snapshot).sharers(of: HostAndPath(path))
        #expect(sharers.isComplete)
        #expect(sharers.mains.prefix(9).map(\.name) == ["main", "main2"])
        #expect(sharers.mains.count == 2)
        #expect(sharers.canaries.prefix(9).map(\.name) == ["c1", "c2"])
        #expect(sharers.canaryWeight == 50)
        let secure = sharers.on(ListenerKey(8080, .https))
        #expect(secure.mains.first?.name == "main2")
        #expect(secure.canaries.isEmpty)
        #expect(Self.neighbours(snapshot).pathCount(ofHost: "a.test") == 6)
    }

    @Test("weights beyond reason neither overflow nor cancel each other")
    func absurdWeights() throws {
        let special = ["9223372036854775807", "9223372036854775807", "-9223372036854775808", "20"].enumerated().map {
            Cluster.ingress(
                "m/c\($0.offset)",
                ["a.test/a"],
                annotations: ["canary": "true", "canary-weight": $0.element]
            )
        }
        let sharers = Self.neighbours(try Self.crowded(10, special)).sharers(
            of: HostAndPath(host: "a.test", path: "/a")
        )
        #expect(sharers.canaries.count == 4)
        #expect(sharers.canaryWeight == 2_000_020)
    }

    @Test("who meets a host", arguments: [10, 70, 7_000])
    func hosts(count: Int) throws {
        let snapshot = try Self.crowded(
            count,
            [
                Cluster.ingress("m/exact", ["x.y.test/"]),
                Cluster.ingress("m/wild", ["*.y.test/"]),
                Cluster.ingress("m/wilder", ["*.test/"]),
                Cluster.ingress("m/all", ["/"]),
                Cluster.ingress("m/sibling", ["z.y.test/"]),
                Cluster.ingress("m/lookalike", ["xy.test/"]),
            ]
        )
        let neighbours = Self.neighbours(snapshot)
        func meeting(_ host: String, _ limit: Int = 20) -> [String] {
            neighbours.meeting(host: host, limit: limit).names.map(\.name)
        }
        #expect(meeting("x.y.test") == ["exact", "wild", "wilder", "all"])
        #expect(neighbours.meeting(host: "x.y.test", limit: 4).isComplete)
        #expect(meeting("x.y.test", 2) == ["exact", "wild"])
        #expect(!neighbours.meeting(host: "x.y.test", limit: 2).isComplete)
        #expect(meeting("*.y.test") == ["wild", "wilder", "all", "exact", "sibling"])
        #expect(meeting("q.quiet.nowhere") == ["all"])
        let everywhere = neighbours.meeting(host: "", limit: 9_000)
        #expect(everywhere.isComplete)
        #expect(everywhere.names.count == count + 6)
        #expect(!neighbours.meeting(host: "", limit: 9).isComplete)
    }

    @Test("who uses a Service, a Secret, a class", arguments: [10, 70, 7_000])
    func users(count: Int) throws {
        let snapshot = try Self.crowded(
            count,
            [
                Cluster.ingress("m/one", ["a.test/"], tls: Self.tls, service: "shop"),
                Cluster.ingress("m/two", ["b.test/"], service: "shop", port: #"{"name": "http"}"#),
                Cluster.ingress("m/foreign", ["c.test/"], tls: Self.tls, className: "nginx", service: "shop"),
            ]
        )
        let resolver = Self.resolver(snapshot)
        #expect(resolver.users(ofService: ObjectName("m", "shop")).prefix(9).map(\.name) == ["one", "two"])
        #expect(resolver.users(ofService: ObjectName("a-quiet", "web")).count == (count + 1) / 2)
        #expect(resolver.users(ofService: ObjectName("n", "shop")).isEmpty)
        let ports = resolver.portUsers(ofService: ObjectName("m", "shop"))
        #expect(ports.isComplete)
        #expect(ports.ports.map(\.port) == [.number(80), .name("http")])
        #expect(ports.ports.map(\.users.first?.name) == ["one", "two"])
        #expect(resolver.users(ofSecret: ObjectName("m", "s")).prefix(9).map(\.name) == ["one"])
        #expect(resolver.hosts(ofSecret: ObjectName("m", "s")).hosts.map(\.host) == ["s.test"])
        #expect(resolver.users(ofClass: "alb").count == count + 2)
        #expect(resolver.users(ofClass: "nginx").first == ObjectName("m", "foreign"))
    }

    @Test("what stops the ALB", arguments: [10, 70, 7_000])
    func stops(count: Int) throws {
        let bad = ["backend-scheduler": "stop-me"]
        var builder = ClusterSnapshot.Builder(
            try Self.crowded(
                count,
                [
                    Cluster.ingress("m/me", ["a.test/"], annotations: bad),
                    Cluster.ingress("m/bad", ["b.test/"], annotations: bad),
                    Cluster.ingress("m/else", ["c.test/"], annotations: bad, className: "other"),
                ]
            )
        )
        #expect(Self.neighbours(ClusterSnapshot(builder)).stops().count == 0)
        builder.judge(with: RandomWorld.judge)
        let snapshot = ClusterSnapshot(builder)
        let neighbours = Self.neighbours(snapshot)
        let config = StandingStop(kind: .albConfig, name: ObjectName("", "alb"), rule: "ALB002")
        let ingress = StandingStop(kind: .ingress, name: ObjectName("m", "bad"), rule: "ALB001")
        #expect(neighbours.stops().first == config)
        #expect(neighbours.stops().count == 2)
        #expect(neighbours.stops(withAlbConfig: false).first == ingress)
        let repaired = try JSONDocument(parsing: Array(Cluster.ingress("m/bad", ["b.test/"]).utf8))
        let better = snapshot.applying([.set(.ingress, repaired.value), .removed(.albConfig, ObjectName("", "alb"))])
        #expect(Self.neighbours(better).stops().first == nil)
        #expect(Self.neighbours(snapshot).stops().count == 2)
    }
}
