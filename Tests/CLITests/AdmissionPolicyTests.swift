import ALBController
import Admission
import CLI
import Foundation
import JSON
import Kubernetes
import Rules
import TestSupport
import Testing

/// The policies refuse nothing that the rules do not deny.
@Suite(.enabled(if: PolicyJudge.isInstalled, "skipped: .ci/setup could not install CEL for Python"))
struct AdmissionPolicyTests {
    private static func policies(_ profile: ControllerProfile) -> [AdmissionPolicy] {
        AdmissionPolicy.all(RuleCatalog.standard.policies(profile), profile, classes: ["alb"])
    }

    private static func reviewer(_ profile: ControllerProfile) -> Reviewer {
        var settings = Settings()
        settings.rules.profile = profile
        return Reviewer(settings: settings)
    }

    private struct Judged {
        var name: String
        var denied: Set<String>
        var answer: PolicyJudge.Answer
    }

    /// Without `reviewers`, one for each case, nothing is known of the cluster.
    private static func judge(
        _ cases: [PolicyCase],
        _ profile: ControllerProfile,
        _ reviewers: [Reviewer]? = nil
    ) throws -> [Judged] {
        let asked = cases.enumerated().compactMap { index, each in each.line.map { (each, $0, index) } }
        let yaml = PolicyListing.text(policies(profile), .v1, .deny)
        let answers = try PolicyJudge.judge(asked.map(\.1), by: yaml).answers
        try #require(answers.count == asked.count)
        let reviewer = reviewer(profile)
        return zip(asked, answers).map { asked, answer in
            let reviewer = reviewers?[asked.2] ?? reviewer
            return Judged(name: asked.0.name, denied: asked.0.denying(reviewer), answer: answer)
        }
    }

    private static func expectSound(_ judged: [Judged], _ profile: ControllerProfile) {
        for each in judged {
            let excess = each.answer.rules.subtracting(each.denied)
            #expect(excess.isEmpty, "\(profile.rawValue) \(each.name): refused by a policy and not by the rule")
        }
    }

    @Test(arguments: ControllerProfile.allCases)
    func refuseNoRecordedObjectThatItsRulePasses(_ profile: ControllerProfile) throws {
        let judged = try Self.judge(PolicyCase.recorded(), profile)
        Self.expectSound(judged, profile)
        let parts = Set(RuleCatalog.standard.policies(profile).flatMap(\.policies).map(\.rule.id))
        let counts = parts.sorted().map { id in
            let denied = judged.filter { $0.denied.contains(id) }
            return "\(id) \(denied.count { $0.answer.rules.contains(id) })/\(denied.count)"
        }
        let all = judged.filter { !$0.denied.isEmpty }
        let refused = all.count { !$0.answer.refused.isEmpty }
        print("policies refuse of what is denied (\(profile.rawValue)): \(refused)/\(all.count) objects;", counts)
        #expect(Set(judged.flatMap(\.answer.rules)) == parts, "a rule none of whose cases is refused")
    }

    /// What the cluster adds makes no rule milder, but where weighted canaries of others take every request, so that the
    /// server group whose values are wrong is never made.
    @Test(arguments: ControllerProfile.allCases)
    func refuseNoFixtureThatItsRulePassesInItsCluster(_ profile: ControllerProfile) throws {
        let others = ["\"rules\"", "\"preset\"", "\"exempt\"", "\"ingressClasses\"", "\"defaulting\""]
        let fixtures = try RuleFixture.all().filter { fixture in
            let settings = fixture.review.text(of: "settings") ?? ""
            return try fixture.review.settings().profile == profile && !others.contains { settings.contains($0) }
        }
        let cases = try fixtures.map { PolicyCase(name: $0.description, request: try $0.request()) }
        let reviewers = try fixtures.map { try $0.reviewer() }
        let judged = try Self.judge(cases, profile, reviewers)
        let taken = ["ALB507/warns-the-group-is-never-made-lbc", "ALB512/warns-the-group-is-never-made-lbc"]
        Self.expectSound(judged.filter { !taken.contains($0.name) }, profile)
        #expect(judged.count > 20)
    }

    @Test(arguments: ControllerProfile.allCases)
    func refuseNoMutantThatItsRulePasses(_ profile: ControllerProfile) throws {
        var random = SeededGenerator(seed: 0xA1B + UInt64(ControllerProfile.allCases.firstIndex(of: profile) ?? 0))
        let objects = try PolicyCase.recorded().compactMap { each in
            each.request.object.map { (each.name, each.request.document.text($0)) }
        }
        var cases: [PolicyCase] = []
        for index in 0..<Self.rounds {
            let (source, object) = random.pick(objects)
            let mutant = try PolicyMutant.make(object, &random)
            let old = random.chance(40) ? try PolicyMutant.make(random.chance(50) ? object : mutant, &random) : nil
            let name = "\(index) of \(source): \(mutant) was \(old ?? "nothing")"
            if let made = try PolicyCase.make(mutant, old: old, name) { cases.append(made) }
        }
        let judged = try Self.judge(cases, profile)
        Self.expectSound(judged, profile)
        let refused = judged.count { !$0.answer.refused.isEmpty }
        let denied = judged.count { !$0.denied.isEmpty }
        print("mutants (\(profile.rawValue)): \(refused)/\(denied) refused, of \(judged.count)")
        #expect(refused > judged.count / 20)
    }

    private static let rounds = ProcessInfo.processInfo.environment["POLICY_ROUNDS"].flatMap(Int.init) ?? 1000

    /// Folded YAML is read back as it was meant.
    @Test(arguments: ControllerProfile.allCases)
    func areWrittenAsTheyAre(_ profile: ControllerProfile) throws {
        let policies = Self.policies(profile)
        let read = try PolicyJudge.judge([], by: PolicyListing.text(policies, .v1beta1, .warn)).expressions
        let meant = policies.map { policy in
            (policy.conditions + policy.variables).map(\.expression) + policy.validations.map(\.expression)
        }
        #expect(read == meant)
    }
}
