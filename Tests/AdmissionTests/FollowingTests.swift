import JSON
import Kubernetes
import Rules
import Synchronization
import TestSupport
import Testing

@testable import ALBController
@testable import Admission

/// A reviewer that follows a snapshot costs what the changes cost.
@Suite(.serialized) struct FollowingTests {
    /// Counts how often it is asked; denies a path that ends in a star.
    private enum Counting: Rule {
        static let asked = Mutex(0)
        static let description = RuleDescription(
            id: "ALB901",
            name: "counting",
            summary: "For a test.",
            severity: .deny,
            kinds: [.ingress],
            stopsALB: true,
            effect: "",
            example: "",
            fix: "",
            sources: []
        )

        static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
            asked.withLock { $0 += 1 }
            guard review.object.paths.contains(where: { $0.path.hasSuffix("*") }) else { return }
            findings.add(FieldPath("spec"), "has a star", value: "*")
        }

        /// How often it was asked meanwhile.
        static func count(_ body: () throws -> Void) rethrows -> Int {
            asked.withLock { $0 = 0 }
            try body()
            return asked.withLock(\.self)
        }
    }

    private static let catalog = RuleCatalog([RulesFor(IngressReview.self, [Counting.self])])

    private static func ingress(_ index: Int, path: String = "/") throws -> ClusterSnapshot.Change {
        let text = IngressText {
            $0.name = "web\(index)"
            $0.path = path
        }
        return .set(.ingress, try JSONDocument(parsing: Array(text.json.utf8)).value)
    }

    private static func start(_ count: Int) throws -> Reviewer {
        let changes = try (0..<count).map { try ingress($0) } + [.known(.ingress), .known(.ingressClass)]
        let parts = [ClusterText.alb, ClusterText.albConfig(listeners: ["80/HTTP"])]
        return Reviewer(catalog: catalog, snapshot: try ClusterSnapshot.make(parts).applying(changes))
    }

    @Test func onlyWhatChangedIsJudged() throws {
        var reviewer = try Self.start(0)
        let first = try Counting.count { reviewer = try Self.start(50) }
        #expect(first == 50)
        let same = Counting.count { reviewer = reviewer.following(reviewer.snapshot.applying([.known(.service)])) }
        #expect(same == 0)
        let listedAgain = try Counting.count {
            let changes = try (0..<50).map { try Self.ingress($0) } + [.known(.ingress)]
            reviewer = reviewer.following(reviewer.snapshot.applying(changes))
        }
        #expect(listedAgain == 0)
        let one = try Counting.count {
            reviewer = reviewer.following(reviewer.snapshot.applying([try Self.ingress(3, path: "/x*")]))
        }
        #expect(one == 1)
        #expect(reviewer.stoppedALBs.map(\.culprit) == [ObjectReference(.ingress, ObjectName("shop", "web3"))])
        #expect(reviewer.stoppedALBs.map(\.rule) == ["ALB901"])
        let gone = Counting.count {
            let name = ObjectName("shop", "web3")
            reviewer = reviewer.following(reviewer.snapshot.applying([.removed(.ingress, name)]))
        }
        #expect(gone == 0)
        #expect(reviewer.stoppedALBs.isEmpty)
    }

    @Test func otherSettingsJudgeAllAgain() throws {
        let reviewer = try Self.start(20)
        let changed = reviewer.following(reviewer.snapshot.applying([try Self.ingress(5, path: "/x*")]))
        var settings = Settings()
        settings.network.plugin = .flannel
        var other = changed
        let count = Counting.count { other = changed.with(settings: settings) }
        #expect(count == 20)
        #expect(other.settings.network.plugin == .flannel)
        #expect(other.stoppedALBs == changed.stoppedALBs && !other.stoppedALBs.isEmpty)
        // A snapshot of the reviewer before was judged by other settings.
        let back = Counting.count { other = other.following(changed.snapshot) }
        #expect(back == 20)
        settings.rules.overrides["ALB901"] = .warn
        let milder = changed.with(settings: settings)
        #expect(milder.stoppedALBs.isEmpty)
        #expect(milder.following(changed.snapshot).stoppedALBs.isEmpty)
    }

    @Test func whatComesToAnEmptyClusterIsJudged() throws {
        var reviewer = Reviewer(catalog: Self.catalog)
        let changes = [try Self.ingress(0, path: "/x*"), try Self.ingress(1)]
        let count = Counting.count { reviewer = reviewer.following(reviewer.snapshot.applying(changes)) }
        #expect(count == 2)
        let next = try Counting.count {
            reviewer = reviewer.following(reviewer.snapshot.applying([try Self.ingress(2)]))
        }
        #expect(next == 1)
    }

    @Test func rulesAreMadeReadyAgainWhereMoreIsKnown() throws {
        let json = IngressText { $0.service = "nowhere" }.json
        let request = try ReviewText(object: json).request()
        let before = try Self.standard().following(Self.standard().snapshot)
        #expect(!before.validate(request).findings.contains { $0.rule.id == "ALB409" })
        let after = before.following(before.snapshot.applying([.known(.service)]))
        #expect(after.validate(request).findings.contains { $0.rule.id == "ALB409" })
        #expect(!before.validate(request).findings.contains { $0.rule.id == "ALB409" })
    }

    private static func standard() throws -> Reviewer {
        let parts = [ClusterText.alb, ClusterText.albConfig(listeners: ["80/HTTP"])]
        return Reviewer(catalog: .standard, snapshot: try .make(parts))
    }

    /// The same answers as a reviewer that is made anew for each snapshot.
    @Test(arguments: 0..<4 as Range<UInt64>)
    func followsLikeANewOne(_ seed: UInt64) throws {
        var dice = SeededGenerator(seed: seed)
        var reviewer = try Self.standard()
        let request = try ReviewText(object: IngressText { $0.name = "mine" }.json).request()
        for _ in 0..<40 {
            let index = Int.random(in: 0..<8, using: &dice)
            let change =
                Bool.random(using: &dice)
                ? ClusterSnapshot.Change.removed(.ingress, ObjectName("shop", "web\(index)"))
                : try Self.ingress(index, path: ["/", "/x*", "/y"].randomElement(using: &dice) ?? "/")
            reviewer = reviewer.following(reviewer.snapshot.applying([change, .known(.ingress)]))
            let fresh = Reviewer(catalog: .standard, snapshot: reviewer.snapshot)
            let findings = reviewer.validate(request).findings.map(FindingRecord.init)
            #expect(findings == fresh.validate(request).findings.map(FindingRecord.init))
            #expect(reviewer.stoppedALBs == fresh.stoppedALBs)
        }
    }
}
