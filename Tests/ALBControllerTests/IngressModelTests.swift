import ALBController
import Kubernetes
import TestSupport
import Testing

/// What a review is told against the model of the whole group, which is compared with the real controller.
struct IngressModelTests {
    private struct Case {
        let own: String
        let name: ObjectName
        let cluster: Cluster
        let without: Cluster
        let all: [String]

        /// With `allListeners` the AlbConfig has every listener that the generator asks for.
        init(seed: UInt64, allListeners: Bool) throws {
            var random = RandomGroup(seed: seed)
            let made = random.make()
            own = made.own
            all = [made.own] + made.others
            name = ObjectName(try Cluster.decode(own).metadata)
            var cluster = Cluster(listeners: allListeners ? Self.every : random.listeners, profile: random.profile)
            for other in made.others { cluster.add(other) }
            without = cluster
            cluster.add(own)
            self.cluster = cluster
        }

        private static let every = """
            [{"port": 80, "protocol": "HTTP"}, {"port": 443, "protocol": "HTTPS"}, {"port": 8080, "protocol": "HTTP"},
             {"port": 8443, "protocol": "QUIC"}]
            """

        func review(takesShortcuts: Bool = true) throws -> IngressModel {
            try without.review(own, takesShortcuts: takesShortcuts)
        }
    }

    private struct RulePlace: Hashable {
        var ingress: ObjectName
        var rule: Int
        var path: Int

        init(_ rule: ModelRule) {
            ingress = rule.ingress
            self.rule = rule.ruleIndex
            path = rule.pathIndex
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func shortcutsChangeNoAnswer(_ block: UInt64) throws {
        for seed in block * 50..<block * 50 + 50 {
            let one = try Case(seed: seed, allListeners: false)
            let quick = try one.review()
            let slow = try one.review(takesShortcuts: false)
            #expect(quick.problems == slow.problems, "seed \(seed)")
            #expect(quick.reachability.unreachable.map(Self.text) == slow.reachability.unreachable.map(Self.text))
            #expect(quick.reachability.isComplete && slow.reachability.isComplete)
        }
    }

    private static func text(_ found: UnreachableRule) -> String {
        "\(found.rule.ingress) \(found.rule.field) \(found.by.ingress) \(found.by.field) \(found.isDuplicate)"
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func problemsAreThoseOfTheGroup(_ block: UInt64) throws {
        for seed in block * 50..<block * 50 + 50 {
            let one = try Case(seed: seed, allListeners: true)
            let whole = try one.cluster.model()
            // A conflict about a port keeps other listeners from being added.
            guard !whole.problems.contains(where: Self.isAboutListeners) else { continue }
            let wanted = whole.problems.filter { $0.ingress == one.name && !Self.isAboutTheGroup($0) }
            let review = try one.review()
            // What else is wrong is told at once, although the controller stops there.
            if case .invalid = review.facts.listenPorts { continue }
            let found = review.problems
            #expect(Set(found.filter(\.isReached)) == Set(wanted), "seed \(seed): \(one.own)")
            #expect(Set(found).count == found.count, "seed \(seed)")
        }
    }

    private static func isAboutListeners(_ problem: GroupProblem) -> Bool {
        switch problem.kind {
        case .listenerConflict, .listenerMissing: true
        default: false
        }
    }

    /// Answered by questions of their own.
    private static func isAboutTheGroup(_ problem: GroupProblem) -> Bool {
        switch problem.kind {
        case .order, .orderConflict, .missingSecret, .classWithoutParameters: true
        default: false
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func unreachableRulesAreThoseOfTheGroup(_ block: UInt64) throws {
        for seed in block * 50..<block * 50 + 50 {
            let one = try Case(seed: seed, allListeners: true)
            let whole = try one.cluster.model()
            guard !whole.problems.contains(where: Self.isAboutListeners) else { continue }
            let rules = Set(whole.listeners.flatMap(\.rules).map(RulePlace.init))
            var reached: Set<RulePlace> = []
            var taken: Set<RulePlace> = []
            for listener in whole.listeners {
                let shadowed = listener.shadowedRules()
                let covered = Set(shadowed.map(\.rule.priority))
                for rule in listener.rules where !covered.contains(rule.priority) { reached.insert(RulePlace(rule)) }
                for found in shadowed where found.by.contains(where: { $0.ingress == one.name }) {
                    taken.insert(RulePlace(found.rule))
                }
            }
            let wanted = rules.subtracting(reached).filter { $0.ingress == one.name || taken.contains($0) }
            let found = try one.review().reachability.unreachable
            #expect(Set(found.map { RulePlace($0.rule) }) == wanted, "seed \(seed): \(one.all.joined(separator: ", "))")
            #expect(found.allSatisfy { $0.rule.ingress == one.name || $0.by.ingress == one.name })
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func conflictsAreThoseOfTheGroup(_ block: UInt64) throws {
        for seed in block * 50..<block * 50 + 50 {
            let one = try Case(seed: seed, allListeners: false)
            guard one.cluster.profile == .lbc else { continue }
            let review = try one.review()
            let orders = try one.cluster.model().problems.filter { problem in
                guard case .orderConflict(_, let other) = problem.kind else { return false }
                return problem.ingress == one.name || other == one.name
            }
            #expect((review.orderHolder != nil) == !orders.isEmpty, "seed \(seed)")
            guard try !one.without.model().problems.contains(where: Self.isAboutListeners) else { continue }
            let conflicts = try one.cluster.model().problems.contains(where: Self.isAboutListeners)
            #expect(review.listenerClashes.isEmpty != conflicts, "seed \(seed): \(one.own)")
        }
    }

    @Test func certificatesOfNeighboursCount() throws {
        var cluster = Cluster(listeners: #"[{"port": 443, "protocol": "HTTPS"}]"#)
        let https = ["listen-ports": #"[{"HTTPS": 443}]"#]
        let own = Cluster.ingress("own", ["/"], annotations: https)
        #expect(try cluster.review(own).listenersWithoutCertificate == [.https443])
        cluster.add(Cluster.ingress("other", ["/"], annotations: https))
        #expect(try cluster.review(own).listenersWithoutCertificate == [.https443])
        cluster.add(Cluster.ingress("third", ["h/"], annotations: https))
        #expect(try cluster.review(own).listenersWithoutCertificate == [])
    }

    /// Thousands of paths on hundreds of listeners must not be multiplied.
    @Test(.timeLimit(.minutes(1)))
    func listenersWithTheSameRulesAreLookedAtOnce() throws {
        let ports = (1...900).map { "{\"HTTP\": \($0)}" }.joined(separator: ",")
        let paths = (0..<8_000).map { "~h\($0 % 50).example.com/a*-\($0)-" }
        let own = Cluster.ingress("own", paths, annotations: ["listen-ports": "[\(ports)]"])
        let review = try Cluster().review(own)
        #expect(review.reachability.unreachable.isEmpty)
        #expect(review.reachability.isComplete)
        #expect(review.facts.ruleLoad == 7_200_000)
    }

    @Test func moreNeighboursThanAreComparedAreSaid() throws {
        var cluster = Cluster()
        for index in 0..<1200 { cluster.add(Cluster.ingress("n\(index)", ["h/n\(index)"])) }
        let reachability = try cluster.review(Cluster.ingress("own", ["h/x", "h/x"])).reachability
        #expect(!reachability.isComplete)
        #expect(reachability.unreachable.map(\.isWithinOneIngress) == [true])
    }
}
