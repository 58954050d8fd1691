import ALBController
import Graph
import JSON
import Kubernetes
import Routes
import TestSupport
import Testing

/// Of random groups of Ingresses, drawn and modelled.
struct GraphPropertyTests {
    private struct Drawn {
        var graph: ALBGraph
        var model: RoutingModel
        var profile: ControllerProfile
    }

    private static func draw(_ seed: UInt64, _ selection: GraphSelection = GraphSelection()) throws -> Drawn {
        var group = RandomGroup(seed: seed)
        let (own, others) = group.make()
        var cluster = Cluster(listeners: group.listeners, profile: group.profile)
        for json in [own] + others { cluster.add(json) }
        let context = RouteContext(resolver: cluster.resolver, completeKinds: Set(ObjectKind.allCases))
        return Drawn(
            graph: GraphBuilder.build(context, [:], stopsALB: { _ in false }, selection),
            model: try cluster.model(),
            profile: group.profile
        )
    }

    @Test("each listener has the rules of the model, in their order, and those that are never reached")
    func rules() throws {
        var count = 0
        for seed in UInt64(0)..<600 {
            let drawn = try Self.draw(seed)
            let alb = try #require(drawn.graph.albs.first)
            #expect(alb.listeners.count == drawn.model.listeners.count, "seed \(seed)")
            for (listener, expected) in zip(alb.listeners, drawn.model.listeners) {
                #expect(listener.name == "\(expected.protocolText) \(expected.port)")
                let entries = listener.groups.flatMap { group in group.entries.map { (group.ingress, $0) } }
                #expect(entries.map(\.1.priority) == expected.rules.map(\.priority), "seed \(seed)")
                for ((ingress, entry), rule) in zip(entries, expected.rules) {
                    let content = drawn.graph.rules[entry.rule]
                    #expect(drawn.graph.ingresses[ingress].name == rule.ingress, "seed \(seed)")
                    #expect([content.host, content.path, content.pathType] == [rule.host, rule.path, rule.pathType])
                    let finals = rule.finalActions.contains { if case .forward = $0 { true } else { false } }
                    #expect(content.backends.isEmpty != finals, "seed \(seed)")
                    count += 1
                }
                let shadowed = expected.shadowedRules()
                #expect(listener.unreached.keys.sorted() == shadowed.map(\.rule.priority), "seed \(seed)")
                for rule in shadowed {
                    #expect(listener.unreached[rule.rule.priority] == rule.by.map(\.priority), "seed \(seed)")
                }
            }
        }
        #expect(count > 1_000, "\(count)")
    }

    @Test("no path is lost: it is a rule, a share of one, not built, or on no ALB")
    func everyPath() throws {
        var unbuilt = 0
        for seed in UInt64(0)..<600 {
            let drawn = try Self.draw(seed)
            let alb = try #require(drawn.graph.albs.first)
            let shown = Set(
                alb.listeners.flatMap(\.groups).flatMap { group in
                    group.entries.map { entry in
                        let rule = drawn.graph.rules[entry.rule]
                        return "\(drawn.graph.ingresses[group.ingress].name) \(rule.host) \(rule.path)"
                    }
                }
            )
            let told = Set(
                alb.unbuilt.map { "\(drawn.graph.ingresses[$0.ingress].name) \($0.host) \($0.path)" }
            )
            let detached = Set(drawn.graph.detached.map { drawn.graph.ingresses[$0.ingress].name })
            for facts in drawn.model.members {
                for path in facts.ingress.paths {
                    let isShare = facts.isCanary && !facts.makesRules
                    let name = "\(facts.name) \(path.host) "
                    let isThere =
                        shown.contains(name + (path.path.isEmpty ? "/" : path.path))
                        || told.contains(name + path.path) || detached.contains(facts.name) || isShare
                    #expect(isThere, "seed \(seed): \(facts.name) \(path.host)\(path.path)")
                }
            }
            unbuilt += alb.unbuilt.count
            #expect(alb.unbuilt.allSatisfy { !$0.reason.isEmpty && !$0.fix.isEmpty }, "seed \(seed)")
        }
        #expect(unbuilt > 20, "\(unbuilt)")
    }

    @Test("a host has the rules that its requests may meet, and their priorities stay", arguments: ["h", "x.b.c"])
    func ofOneHost(_ host: String) throws {
        var left = 0
        for seed in UInt64(0)..<300 {
            let drawn = try Self.draw(seed, GraphSelection(host: host))
            for listener in drawn.graph.albs.first?.listeners ?? [] {
                let model = try #require(
                    drawn.model.listeners.first { "\($0.protocolText) \($0.port)" == listener.name }
                )
                let expected = model.rules.filter { rule in
                    rule.hosts.isEmpty || rule.hosts.contains { WildcardPattern($0.lowercased()).matches(host) }
                }
                let entries = listener.groups.flatMap(\.entries)
                #expect(entries.map(\.priority) == expected.map(\.priority), "seed \(seed)")
                left += model.rules.count - expected.count
            }
        }
        #expect(left > 50, "\(left) left out")
    }

    @Test("the page has the rules of the graph, whatever part of it is shown", arguments: [nil, "h", "x.b.c"])
    func page(_ host: String?) throws {
        var gaps = 0
        for seed in UInt64(0)..<300 {
            let graph = try Self.draw(seed, GraphSelection(host: host)).graph
            let page = String(decoding: GraphPage.write(graph, title: "</script>"), as: UTF8.self)
            let text = try #require(page.firstMatch(of: /id="data">(.*?)<\/script>/)?.output.1)
            let data = try JSONDocument(parsing: Array(text.utf8)).value
            #expect(data["title"]?.string == "</script>")
            for (alb, node) in zip(data["albs"]?.elements ?? [], graph.albs) {
                for (listener, node) in zip(alb["listeners"]?.elements ?? [], node.listeners) {
                    let groups = listener["groups"]?.elements ?? []
                    #expect(groups.flatMap(Self.rules) == node.groups.flatMap(Self.rules), "seed \(seed)")
                    gaps += groups.count - node.groups.count
                }
            }
        }
        #expect((gaps > 0) == (host != nil), "\(gaps)")
    }

    /// Ingress, priority and rule of each.
    private static func rules(_ group: RuleGroup) -> [[Int]] {
        group.entries.map { [group.ingress, $0.priority, $0.rule] }
    }

    private static func rules(_ group: JSONValue) -> [[Int]] {
        let parts = group.elements
        guard parts.count > 2, let ingress = parts[0].integer, let first = parts[1].integer else { return [] }
        let rules =
            parts[2].kind == .array
            ? parts[2].elements.compactMap(\.integer)
            : (0..<(parts.last?.integer ?? 0)).map { (parts[2].integer ?? 0) + $0 }
        return rules.enumerated().map { [ingress, first + $0, $1] }
    }
}
