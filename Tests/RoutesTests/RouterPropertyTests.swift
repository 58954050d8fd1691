import ALBController
import Kubernetes
import Routes
import TestSupport
import Testing

struct RouterPropertyTests {
    @Test("the answer is the first rule in the listener's order whose conditions hold, by another reading of them")
    func firstRuleThatHolds() throws {
        var answered = 0
        for seed in UInt64(0)..<600 {
            var group = RandomGroup(seed: seed)
            var random = SeededGenerator(seed: seed &* 31)
            let (own, others) = group.make()
            var cluster = Cluster(listeners: group.listeners, profile: group.profile)
            for json in [own] + others { cluster.add(json) }
            let model = try cluster.model()
            let router = Router(RouteContext(resolver: cluster.resolver, completeKinds: Set(ObjectKind.allCases)))
            for _ in 0..<8 {
                var question = try RouteQuestion(url: Self.url(&random))
                question.sourceIP = IPAddress("10.0.0.1")
                question.method = random.pick(["GET", "POST"])
                if random.chance(30) { question.headers = [KeyValue("X", random.pick(["", "1"]))] }
                if random.chance(30) { question.cookies = [KeyValue("c", "always")] }
                let alb = try #require(router.answer(question, albConfig: "alb").albs.first)
                let rules = model.listener(question.listener)?.rules ?? []
                #expect(alb.hasListener == (model.listener(question.listener) != nil))
                let naive = rules.map { ($0.priority, NaiveRule($0)) }.filter { $0.1.kind != "Response" }
                guard alb.undecided.isEmpty, naive.allSatisfy({ $0.1.holds(question) != nil }) else { continue }
                let expected = naive.filter { $0.1.holds(question) == true }.map(\.0)
                #expect(alb.rule?.rule.priority == expected.first, "seed \(seed), \(question.url)")
                #expect(alb.runnersUp.count + alb.moreRunnersUp == max(0, expected.count - 1), "seed \(seed)")
                if !expected.isEmpty { answered += 1 }
            }
        }
        #expect(answered > 250, "\(answered)")
    }

    private static func url(_ random: inout SeededGenerator) -> String {
        let place = random.pick(["http://%", "http://%", "https://%", "http://%:8080", "https://%:8443"])
        let host = random.pick(["h", "a.b.c", "x.b.c", "b.c", "other"])
        return place.replacing("%", with: host) + "/" + random.text("abAB/", upTo: 4)
    }

    @Test("a question costs in proportion to the rules of the listener, not to their square", .timeLimit(.minutes(1)))
    func manyRules() throws {
        var cluster = Cluster()
        for index in 0..<200 {
            let paths = (0..<100).map { "h\($0 % 7).example.com/p\(index)/\($0)" }
            cluster.add(Cluster.ingress("i\(index)", paths))
        }
        let router = Router(RouteContext(resolver: cluster.resolver, completeKinds: Set(ObjectKind.allCases)))
        let report = router.answer(try RouteQuestion(url: "http://h3.example.com/p199/94/x"))
        #expect(report.albs.first?.rule?.rule.ingress.name == "i199")
    }
}
