import ALBController
import Kubernetes
import TestSupport
import Testing

struct RoutingModelTests {
    private func names(_ rules: [ModelRule]) -> [String] { rules.map { "\($0.ingress.name)\($0.path)" } }

    @Test func rulesStandByOrderThenNameThenAsWritten() throws {
        var cluster = Cluster()
        cluster.add(Cluster.ingress("b", ["h/2", "h/1"]))
        cluster.add(Cluster.ingress("a", ["h/3"], annotations: ["order": "11"]))
        cluster.add(Cluster.ingress("z", ["h/4"], annotations: ["order": "9"]))
        cluster.add(Cluster.ingress("aa/z", ["h/5"]))
        let model = try cluster.model()
        let rules = try #require(model.listener(.http80)).rules
        #expect(names(rules) == ["z/4", "z/5", "b/2", "b/1", "a/3"])
        #expect(rules.map(\.priority) == [1, 2, 3, 4, 5])
        #expect(model.problems.isEmpty)
    }

    @Test(arguments: [
        ("", GroupOrder.implicit), ("5", .explicit(5)), ("+5", .explicit(5)), ("1000", .explicit(1000)),
        ("0", .outOfRange(0)), ("-1", .outOfRange(-1)), ("1001", .outOfRange(1001)), (" 5", .notInteger(" 5")),
        (" ", .notInteger(" ")), ("1.5", .notInteger("1.5")), ("1_0", .notInteger("1_0")),
    ])
    func ordersAreReadAsGoIntegers(_ text: String, _ expected: GroupOrder) throws {
        let ingress = try Cluster.decode(Cluster.ingress("a", ["h/"], annotations: ["order": text]))
        #expect(GroupOrder(ingress.metadata.annotations) == expected)
    }

    @Test func equalExplicitOrdersConflictButNotOnACK() throws {
        for (profile, consequence) in [(ControllerProfile.lbc, Consequence.groupFails), (.ack, .silentlyWrong)] {
            var cluster = Cluster(profile: profile)
            cluster.add(Cluster.ingress("a", ["h/1"], annotations: ["order": "10"]))
            cluster.add(Cluster.ingress("b", ["h/2"]))
            cluster.add(Cluster.ingress("o/c", ["h/3"], annotations: ["albconfig.order": "10", "order": "1"]))
            let problems = try cluster.model().problems
            #expect(problems.map(\.kind) == [.orderConflict(10, with: ObjectName("default", "a"))])
            #expect(problems.map(\.consequence) == [consequence])
            #expect(problems.first?.field == .annotation("alb.ingress.kubernetes.io/albconfig.order"))
        }
    }

    @Test func aChangedIngressTakesTheStoredOnesPlace() throws {
        var cluster = Cluster()
        cluster.add(Cluster.ingress("a", ["h/1"]))
        cluster.add(Cluster.ingress("b", ["h/2"]))
        let changed = try Cluster.decode(Cluster.ingress("a", ["h/3"], annotations: ["order": "20"]))
        let rules = try #require(try cluster.model(changed: changed).listener(.http80)).rules
        #expect(names(rules) == ["b/2", "a/3"])
        let moved = try Cluster.decode(Cluster.ingress("a", ["h/3"], className: "other"))
        #expect(try cluster.model(changed: moved).members.map(\.name.name) == ["b"])
    }

    @Test func missingListenersAreAddedByTheOpenControllersOnly() throws {
        var cluster = Cluster()
        let json = Cluster.ingress("a", ["h/"], annotations: ["listen-ports": #"[{"HTTP": 8080}]"#])
        cluster.add(json)
        let added = try #require(try cluster.model().listener(ListenerKey(8080, .http)))
        #expect(added.configIndex == nil)
        #expect(added.rules.count == 1)
        cluster.profile = .ack
        let model = try cluster.model()
        #expect(model.listeners.count == 1)
        #expect(model.problems.map(\.kind) == [.listenerMissing(ListenerKey(8080, .http))])
        #expect(model.unboundMembers == [ObjectName("default", "a")])
    }

    @Test func anEmptyObjectInListenPortsBindsNothing() throws {
        var cluster = Cluster()
        cluster.add(Cluster.ingress("a", ["h/"], annotations: ["listen-ports": "[{}]"]))
        let model = try cluster.model()
        #expect(model.unboundMembers == [ObjectName("default", "a")])
        #expect(model.worst == nil)
    }

    @Test func oneBadIngressIsNamedAndTheOthersAreStillShown() throws {
        var cluster = Cluster()
        cluster.add(Cluster.ingress("a", ["h/"], annotations: ["listen-ports": "nope"]))
        cluster.add(Cluster.ingress("b", ["h/", "=h/a*"]))
        let model = try cluster.model()
        #expect(model.worst == .groupFails)
        #expect(model.problems.compactMap(\.ingress?.name) == ["a", "b"])
        #expect(model.problems.last?.field.description == "spec.rules[1].http.paths[0].path")
        #expect(names(try #require(model.listener(.http80)).rules) == ["b/"])
    }

    @Test func aClassWithoutParametersFailsEveryAlbConfig() throws {
        var cluster = Cluster()
        cluster.add(
            """
            {"apiVersion": "networking.k8s.io/v1", "kind": "IngressClass", "metadata": {"name": "bare"},
             "spec": {"controller": "ingress.k8s.alibabacloud/alb"}}
            """
        )
        #expect(try cluster.model().problems.isEmpty)
        let named = ["albconfig.name": "other"]
        cluster.add(Cluster.ingress("a", ["h/"], annotations: named, className: "bare"))
        #expect(try cluster.model().problems.isEmpty)
        cluster.add(Cluster.ingress("b", ["h/"], className: "bare"))
        #expect(try cluster.model().problems.map(\.kind) == [.classWithoutParameters("bare")])
    }

    @Test func neighboursAreThoseThatCanMeet() throws {
        var cluster = Cluster()
        cluster.add(Cluster.ingress("same", ["a.b.c/1"]))
        cluster.add(Cluster.ingress("every", ["/2"]))
        cluster.add(Cluster.ingress("wild", ["*.b.c/3"]))
        cluster.add(Cluster.ingress("far", ["x.y.z/4"]))
        cluster.add(Cluster.ingress("order", ["x.y.z/5"], annotations: ["order": "7"]))
        let changed = try Cluster.decode(Cluster.ingress("new", ["a.b.c/6"], annotations: ["order": "7"]))
        let model = try cluster.model(changed: changed, scope: .neighbours)
        #expect(Set(model.members.map(\.name.name)) == ["same", "every", "wild", "order", "new"])
        let wide = try Cluster.decode(Cluster.ingress("new", ["*.b.c/6"]))
        let members = try cluster.model(changed: wide, scope: .neighbours).members
        #expect(Set(members.map(\.name.name)) == ["same", "every", "wild", "new"])
    }

    @Test(.timeLimit(.minutes(1)))
    func tenThousandPathsAndAMegabyteOfAnnotation() throws {
        var cluster = Cluster()
        let entry = #"{"type": "InsertHeader", "InsertHeaderConfig": {"Key": "k", "Value": "v"}},"#
        let actions = "[" + String(repeating: entry, count: 14_000) + entry.dropLast() + "]"
        let paths = (0..<10_000).map { "h\($0 % 50).example.com/p\($0)" }
        cluster.add(Cluster.ingress("a", paths, annotations: ["actions.web": actions, "order": "1"]))
        cluster.add(Cluster.ingress("b", (0..<10_000).map { "~h/a*-\($0)-" }))
        let model = try cluster.model()
        #expect(model.listeners.first?.rules.count == 20_000)
        #expect(model.shadowedRules().isEmpty)
    }
}
