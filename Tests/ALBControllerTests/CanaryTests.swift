import ALBController
import TestSupport
import Testing

struct CanaryTests {
    private func canary(_ annotations: [String: String], _ name: String = "can", _ paths: [String] = ["h/"]) -> String {
        Cluster.ingress(name, paths, annotations: annotations.merging(["canary": "true"]) { $1 }, service: "next")
    }

    private func weights(_ cluster: Cluster) throws -> [Int] {
        let rules = try #require(try cluster.model().listener(.http80)).rules
        guard rules.count == 1, case .forward(let groups)? = rules[0].finalActions.first else { return [] }
        return groups.map(\.weight)
    }

    @Test(arguments: [
        ("20", [80, 20]), ("100", [100]), ("150", [-50, 150]), ("-5", [105, -5]), ("+20", [80, 20]), ("0", [100]),
        ("20%", [100]), ("12.5", [100]), (" 20", [100]),
        ("99999999999999999999", [100 &- Int.max, Int.max]),
    ])
    func weightsAreReadAsGoDoes(_ weight: String, _ expected: [Int]) throws {
        var cluster = Cluster()
        cluster.add(Cluster.ingress("main", ["h/"]))
        cluster.add(canary(["canary-weight": weight]))
        #expect(try weights(cluster) == expected)
    }

    @Test func weightsOfSeveralCanariesAddUp() throws {
        var cluster = Cluster()
        cluster.add(Cluster.ingress("main", ["h/"]))
        cluster.add(canary(["canary-weight": "30"], "can1"))
        cluster.add(canary(["canary-weight": "70"], "can2"))
        #expect(try weights(cluster) == [30, 70])
    }

    @Test func canariesWithoutEffectAreNamed() throws {
        var cluster = Cluster()
        cluster.add(Cluster.ingress("main", ["h/"]))
        cluster.add(canary(["canary-weight": "abc"], "c1"))
        cluster.add(canary(["canary-weight": "20", "canary-by-header": "x"], "c2"))
        cluster.add(canary(["canary-weight": "20"], "c3", ["other/"]))
        cluster.add(canary(["canary-by-header": "x"], "c4", ["h/b"]))
        let dropped = try cluster.model().droppedCanaries
        #expect(dropped.map(\.ingress.name) == ["c1", "c2", "c3", "c4"])
        #expect(
            dropped.map(\.reason) == [
                .weight("abc"), .weightBesideHeaderOrCookie, .noMainRule(host: "other", path: "/"),
                .noMainRule(host: "h", path: "/b"),
            ]
        )
    }

    @Test func aHeaderCanaryBehindItsMainRuleIsNeverReached() throws {
        var cluster = Cluster()
        cluster.add(Cluster.ingress("main", ["h/"]))
        cluster.add(canary(["canary-by-header": "x", "canary-by-header-value": "y"], "a-first"))
        cluster.add(canary(["canary-by-header": "x", "canary-by-header-value": "y"], "z-last"))
        let shadowed = try cluster.model().shadowedRules()
        #expect(shadowed.map(\.rule.ingress.name) == ["z-last"])
        #expect(shadowed.first?.by.map(\.ingress.name) == ["a-first"])
    }

    @Test func anNginxKeyHidesItsTwin() throws {
        var cluster = Cluster()
        cluster.add(Cluster.ingress("main", ["h/"]))
        cluster.add(canary(["canary-weight": "20", "nginx.ingress.kubernetes.io/canary-weight": "30"]))
        #expect(try weights(cluster) == [70, 30])
    }
}
