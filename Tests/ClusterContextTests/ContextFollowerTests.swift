import ALBController
import ClusterContext
import Kubernetes
import KubernetesClient
import TestSupport
import Testing

struct ContextFollowerTests {
    private var follower = ContextFollower(ContextKind.allCases)
    private var snapshot = ClusterSnapshot.empty

    private mutating func hear(_ kind: ContextKind, _ events: ResourceEvent...) {
        for event in events { _ = follower.take(event, of: kind, now: 0) }
    }

    private mutating func apply() { snapshot = follower.apply(to: snapshot) }

    private mutating func list(_ kind: ContextKind, _ objects: String...) throws {
        hear(kind, .listBegan)
        for object in objects { hear(kind, .object(try Sample.value(object))) }
        hear(kind, .listEnded)
    }

    @Test mutating func aKindIsKnownAtTheEndOfItsListEvenAnEmptyOne() throws {
        hear(.service, .listBegan, .object(try Sample.value(ClusterObject.service("web"))))
        apply()
        #expect(!snapshot.knows(.service) && snapshot.names(of: .service) == [ObjectName("default", "web")])
        hear(.service, .listEnded)
        try list(.albConfig)
        apply()
        #expect(snapshot.knows(.service) && snapshot.knows(.albConfig) && snapshot.albConfigs.isEmpty)
        #expect(!snapshot.knows(.ingress) && follower.pending == 0)
    }

    @Test mutating func whatANewListDoesNotNameIsGone() throws {
        try list(.service, ClusterObject.service("a"), ClusterObject.service("b"), ClusterObject.service("c"))
        try list(.namespace, #"{"metadata": {"name": "default"}}"#)
        apply()
        // Objects that came in the same batch are compared too.
        hear(.service, .object(try Sample.value(ClusterObject.service("d"))))
        try list(.service, ClusterObject.service("b"), ClusterObject.service("e"))
        apply()
        #expect(snapshot.names(of: .service).map(\.name) == ["b", "e"])
        #expect(snapshot.namespaces.count == 1)
    }

    @Test mutating func aListThatBreaksOffRemovesNothing() throws {
        try list(.service, ClusterObject.service("a"), ClusterObject.service("b"))
        hear(.service, .listBegan, .object(try Sample.value(ClusterObject.service("a"))))
        hear(.service, .failed(.unreachable("reset")))
        apply()
        #expect(snapshot.count(of: .service) == 2 && snapshot.knows(.service))
        try list(.service, ClusterObject.service("b"))
        apply()
        #expect(snapshot.names(of: .service).map(\.name) == ["b"])
    }

    @Test mutating func changesOfAWatchComeAndGo() throws {
        try list(.ingress)
        let shop = try Sample.value(ClusterObject.ingress("shop", isWhole: false))
        hear(.ingress, .object(shop), .isCurrent)
        apply()
        #expect(snapshot.names(of: .ingress) == [ObjectName("default", "shop")])
        hear(.ingress, .deleted(shop))
        apply()
        #expect(snapshot.ingresses.isEmpty && snapshot.knows(.ingress))
    }

    @Test mutating func daemonSetsTellTheNetworkPlugin() throws {
        try list(.daemonSet, ClusterObject.daemonSet("kube-proxy"), ClusterObject.daemonSet("kube-flannel-ds"))
        apply()
        #expect(snapshot.networkPlugin == .flannel)
        try list(.daemonSet, ClusterObject.daemonSet("kube-proxy"), ClusterObject.daemonSet("terway-eniip"))
        apply()
        #expect(snapshot.networkPlugin == .terway)
        hear(.daemonSet, .deleted(try Sample.value(ClusterObject.daemonSet("terway-eniip"))))
        apply()
        #expect(snapshot.networkPlugin == nil)
    }

    @Test mutating func anObjectThatCannotBeKeptLeavesWithAListThatDoesNotNameIt() throws {
        let value = try UnkeptObject.value(ObjectName("default", "web"))
        hear(.service, .listBegan, .object(value), .listEnded)
        apply()
        #expect(snapshot.unreadable.count == 1)
        try list(.service)
        apply()
        #expect(snapshot.unreadable.isEmpty)
    }

    @Test mutating func aKindThatIsNotFollowedIsPassedOver() throws {
        follower = ContextFollower([.ingress])
        try list(.service, ClusterObject.service("a"))
        apply()
        #expect(snapshot.count(of: .service) == 0 && !snapshot.knows(.service))
    }
}
