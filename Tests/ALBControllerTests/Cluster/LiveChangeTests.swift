import JSON
import Kubernetes
import TestSupport
import Testing

@testable import ALBController

/// What only a cluster that is listened to brings.
struct LiveChangeTests {
    private static func value(_ json: String) throws -> JSONValue {
        try JSONDocument(parsing: Array(json.utf8)).value
    }

    @Test("a kind is known when all of it was told, not before")
    func knownKinds() throws {
        let service = try Self.value(#"{"metadata":{"name":"web","namespace":"a"}}"#)
        var snapshot = ClusterSnapshot.empty.applying([.set(.service, service)])
        #expect(!snapshot.knows(.service))
        #expect(snapshot.services.contains(ObjectName("a", "web")))
        snapshot = snapshot.applying([.known(.service), .known(.albConfig)])
        #expect(snapshot.knownKinds == [.service, .albConfig])
        #expect(snapshot.applying([.removed(.service, ObjectName("a", "web"))]).knows(.service))
    }

    @Test("an object is the same from a list, without apiVersion and kind, and from a watch")
    func listedObjects() throws {
        let full = Cluster.ingress("a/web", ["a.test/"])
        let bare = full.replacing(#""apiVersion": "networking.k8s.io/v1", "kind": "Ingress","#, with: "")
        #expect(full != bare)
        let listed = ClusterSnapshot.empty.applying([.set(.ingress, try Self.value(bare))])
        let watched = ClusterSnapshot.empty.applying([.set(.ingress, try Self.value(full))])
        let key = ObjectKey.of(.ingress, ObjectName("a", "web"))
        #expect(listed.tree.value(key) == watched.tree.value(key))
        #expect(listed.ingresses[ObjectName("a", "web")]?.paths.map(\.host) == ["a.test"])
    }

    @Test("network plugins come and go with their DaemonSets")
    func daemonSets() throws {
        func daemonSet(_ name: String) throws -> ClusterSnapshot.Change {
            .daemonSet(try Self.value(#"{"metadata":{"name":"\#(name)","namespace":"kube-system"}}"#))
        }
        func name(_ name: String) -> ObjectName { ObjectName("kube-system", name) }
        var snapshot = ClusterSnapshot.empty.applying([
            try daemonSet("node-exporter"), try daemonSet("kube-flannel-ds"),
        ])
        #expect(snapshot.networkPlugin == .flannel)
        #expect(snapshot.networkPluginNames == [name("kube-flannel-ds")])
        snapshot = snapshot.applying([try daemonSet("kube-flannel-ds"), try daemonSet("kube-flannel-ds-arm")])
        #expect(snapshot.networkPlugin == .flannel)
        snapshot = snapshot.applying([try daemonSet("terway-eniip")])
        #expect(snapshot.networkPlugin == nil)
        snapshot = snapshot.applying([.removedDaemonSet(name("kube-flannel-ds"))])
        #expect(snapshot.networkPlugin == nil)
        snapshot = snapshot.applying([.removedDaemonSet(name("kube-flannel-ds-arm"))])
        #expect(snapshot.networkPlugin == .terway)
        snapshot = snapshot.applying([.removedDaemonSet(name("terway-eniip")), .removedDaemonSet(name("none"))])
        #expect(snapshot.networkPlugin == nil)
        #expect(snapshot.networkPluginNames.isEmpty)
    }

    @Test("of an object that cannot be kept no old version stays", arguments: ObjectKind.allCases)
    func unreadable(kind: ObjectKind) throws {
        let isNamespaced = [.ingress, .service, .secret].contains(kind)
        let name = ObjectName(isNamespaced ? "a" : "", "web")
        let namespace = isNamespaced ? #","namespace":"a""# : ""
        let good = try Self.value(#"{"metadata":{"name":"web"\#(namespace)},"spec":{}}"#)
        let reference = ObjectReference(kind, name)
        let old = ClusterSnapshot.empty.applying([.set(kind, good)])
        #expect(old.contains(reference))
        let broken = old.applying([.set(kind, try UnkeptObject.value(name))])
        #expect(!broken.contains(reference))
        #expect(broken.unreadable == [reference])
        #expect(broken.tree.count == 0)
        let repaired = broken.applying([.set(kind, good)])
        #expect(repaired.contains(reference))
        #expect(repaired.unreadable.isEmpty)
        #expect(broken.applying([.removed(kind, name)]).unreadable.isEmpty)
    }

    @Test(
        "what has no name is refused",
        arguments: ["{}", "[]", "1", #"{"metadata":{"name":7}}"#, #"{"metadata":[]}"#]
    )
    func nameless(json: String) throws {
        var builder = ClusterSnapshot.Builder()
        let value = try Self.value(json)
        for kind in ObjectKind.allCases {
            let isTaken = builder.apply(.set(kind, value))
            #expect(!isTaken)
        }
        let isTaken = builder.apply(.daemonSet(value))
        #expect(!isTaken)
        let snapshot = ClusterSnapshot(builder)
        #expect(snapshot.tree.count == 0 && snapshot.albConfigs.isEmpty && snapshot.namespaces.isEmpty)
    }

    @Test("the ALBs that are stopped are those whose Ingresses or AlbConfig say so")
    func stopped() throws {
        var count = 0
        for seed in 0..<8 as Range<UInt64> {
            var world = RandomWorld(seed)
            var builder = ClusterSnapshot.Builder(judge: RandomWorld.judge)
            builder.knownKinds = Set(ObjectKind.allCases)
            for _ in 0..<120 { builder.apply(try world.change()) }
            for profile in ControllerProfile.allCases { count += expectStops(ClusterSnapshot(builder), profile) }
        }
        #expect(count > 20)
    }

    /// How many are stopped.
    private func expectStops(_ snapshot: ClusterSnapshot, _ profile: ControllerProfile) -> Int {
        let resolver = ClassResolver(
            profile: profile,
            classNames: ["alb"],
            controllers: ["ingress.k8s.alibabacloud/alb"],
            snapshot: snapshot
        )
        let expected = Set(snapshot.albConfigs.keys.map(\.name)).sorted().compactMap { name in
            AlbConfigIngresses(onAlbConfig: name, resolver).stops().first.map { stop in
                StoppedALB(albConfig: name, culprit: ObjectReference(stop.kind, stop.name), rule: stop.rule)
            }
        }
        #expect(resolver.stoppedALBs == expected)
        return expected.count
    }

    @Test("AlbConfigs share an ALB when one names what another names or owns")
    func shared() throws {
        func config(
            _ name: String,
            id: String = "",
            owns: String = "",
            isLeaving: Bool = false
        ) throws
            -> ClusterSnapshot.Change
        {
            let leaving = isLeaving ? #","deletionTimestamp":"2026-01-01T00:00:00Z""# : ""
            let json = """
                {"metadata":{"name":"\(name)"\(leaving)},"spec":{"config":{"id":"\(id)"}},
                 "status":{"loadBalancer":{"id":"\(owns)"}}}
                """
            return .set(.albConfig, try Self.value(json))
        }
        let alone = ClusterSnapshot.empty.applying([
            try config("a", id: "alb-1", owns: "alb-1"), try config("b", owns: "alb-2"), try config("c"),
            try config("d", owns: "alb-3"), try config("e", owns: "alb-3"),
        ])
        #expect(alone.sharedALBs.isEmpty)
        let both = alone.applying([try config("c", id: "alb-1"), try config("x", id: "alb-2")])
        let expected = [
            SharedALB(id: "alb-1", albConfigs: [ObjectName("", "a"), ObjectName("", "c")]),
            SharedALB(id: "alb-2", albConfigs: [ObjectName("", "b"), ObjectName("", "x")]),
        ]
        #expect(both.sharedALBs == expected)
        #expect(both.applying([try config("a", id: "alb-1", isLeaving: true)]).sharedALBs == [expected[1]])
        #expect(both.applying([.removed(.albConfig, ObjectName("", "x"))]).sharedALBs == [expected[0]])
    }
}
