import ALBController
import TestSupport
import Testing

struct ShadowedRulesTests {
    private func shadowed(_ paths: [String]) throws -> [Int] {
        var cluster = Cluster()
        cluster.add(Cluster.ingress("a", paths))
        return try cluster.model().shadowedRules().map { $0.rule.priority - 1 }
    }

    @Test(arguments: [
        (["h/", "h/a"], [1]), (["h/a", "h/"], []), (["/", "h/a"], [1]), (["h/a", "/a"], []), (["h/a", "=h/a"], [1]),
        (["=h/a", "h/a"], []), (["h/a", "h/a/b"], [1]), (["h/a", "h/ab"], []), (["*.h.i/", "x.h.i/a"], [1]),
        (["*.h.i/", "x.y.h.i/a"], [1]), (["*.h.i/", "h.i/a"], []), (["~h/a*", "h/ab", "h/b"], [1]),
        (["=h/a", "~h/a/*", "h/a"], [2]), (["h/a", "h/a"], [1]), (["H/a", "h/a"], [1]),
    ])
    func earlierRulesTakeWhatTheyCover(_ paths: [String], _ expected: [Int]) throws {
        #expect(try shadowed(paths) == expected)
    }

    @Test func duplicatesAreToldFromWiderRules() throws {
        var cluster = Cluster()
        cluster.add(Cluster.ingress("a", ["h/a", "h/"]))
        cluster.add(Cluster.ingress("o/b", ["h/a", "h/b"]))
        let shadowed = try cluster.model().shadowedRules()
        #expect(shadowed.map(\.rule.path) == ["/a", "/b"])
        #expect(shadowed.map(\.isDuplicate) == [true, false])
        #expect(shadowed.map { $0.by.map(\.priority) } == [[1], [2]])
    }

    @Test func furtherConditionsNarrowARule() throws {
        var cluster = Cluster()
        let method = [
            "conditions.web": #"[{"type": "Method", "MethodConfig": {"Values": ["GET"]}}]"#, "order": "1",
        ]
        cluster.add(Cluster.ingress("a", ["h/a"], annotations: method))
        cluster.add(Cluster.ingress("b", ["h/a"]))
        #expect(try cluster.model().shadowedRules().isEmpty)
        cluster.add(Cluster.ingress("a2", ["h/a"], annotations: method.merging(["order": "2"]) { $1 }))
        #expect(try cluster.model().shadowedRules().map(\.rule.ingress.name) == ["a2"])
    }

    /// A shadowed rule must never answer; a rule that an earlier one covers value by value must be found.
    @Test(arguments: 0..<6 as Range<UInt64>)
    func agreesWithPairsOfRules(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let hosts = ["", "h", "a.b.c", "*.b.c", "*.c", "x.b.c"]
        for _ in 0..<8 {
            let paths = (0..<12).map { _ in
                let kind = ["", "=", "~"].randomElement(using: &random) ?? ""
                let path = random.text(kind == "~" ? "ab/*" : "ab/", upTo: 4)
                return "\(kind)\(hosts.randomElement(using: &random) ?? "")/\(path)"
            }
            var cluster = Cluster()
            cluster.add(Cluster.ingress("a", paths))
            let model = try cluster.model()
            let rules = model.listeners.flatMap(\.rules)
            let found = Set(model.shadowedRules().map(\.rule.priority))
            #expect(found.isSuperset(of: coveredByOne(rules)), "seed \(seed): \(paths)")
            for _ in 0..<60 {
                let host = ["h", "a.b.c", "x.b.c", "q.b.c", "y.c", "z"].randomElement(using: &random) ?? ""
                let request = RouteRequest(.http80, host: host, path: "/" + random.text("ab/", upTo: 5))
                guard case .rule(let rule, _, _) = model.route(request) else { continue }
                #expect(!found.contains(rule.priority), "seed \(seed): \(paths) \(request.host)\(request.path)")
            }
        }
    }

    private func coveredByOne(_ rules: [ModelRule]) -> Set<Int> {
        var covered: Set<Int> = []
        for (index, rule) in rules.enumerated() {
            let isCovered = rules[..<index].contains { earlier in
                let hosts =
                    earlier.hosts.isEmpty
                    || (!rule.hosts.isEmpty
                        && rule.hosts.allSatisfy { host in
                            earlier.hosts.contains { WildcardPattern($0).covers(WildcardPattern(host)) }
                        })
                return hosts
                    && rule.paths.allSatisfy { path in
                        earlier.paths.contains { PathPattern($0).covers(PathPattern(path)) }
                    }
            }
            if isCovered { covered.insert(rule.priority) }
        }
        return covered
    }
}
