import ALBController
import JSON
import Kubernetes
import Rules
import TestSupport
import Testing

@testable import Admission

/// What an answer says about itself: denials that could not be confirmed, rules that could not be asked.
struct AnswerNotesTests {
    private static func verdict(_ json: String) throws -> (request: AdmissionRequest, verdict: Verdict) {
        let request = try ReviewText(object: json).request()
        return (request, Reviewer().validate(request))
    }

    @Test func denialsThatRestOnOthersBecomeWarnings() throws {
        let json = IngressText {
            $0.path = "/x*"
            $0.hosts = ["a.example.com", "b.example.com"]
        }.json
        let (request, verdict) = try Self.verdict(json)
        #expect(verdict.denials.count == 2)
        let one = Reliance(findings: [verdict.denials[0].identity], objects: [], isComplete: true)
        let half = verdict.softening(one, note: "not confirmed")
        #expect(half.denials.map(\.identity) == [verdict.denials[1].identity])
        #expect(half.findings.first?.severity == .deny)
        let all = Reliance(findings: Set(verdict.denials.map(\.identity)), objects: [], isComplete: true)
        let soft = verdict.softening(all, note: "not confirmed")
        #expect(soft.isAllowed)
        #expect(soft.softened == verdict.softened)
        let answer = soft.response(to: request, as: .validate)
        #expect(answer.allowed)
        #expect(answer.warnings == ["not confirmed"] + verdict.findings.map(\.message))
    }

    @Test func denialsBeyondTheListedOnesSoftenToo() throws {
        let json = IngressText {
            $0.hosts = (0..<300).map { "h\($0).example.com" }
            $0.path = "/x*"
        }.json
        let (request, verdict) = try Self.verdict(json)
        #expect(verdict.omittedDenials == 44)
        let rule = verdict.denials[0].rule.id
        let listed = Reliance(findings: Set(verdict.denials.map(\.identity)), objects: [], isComplete: true)
        #expect(verdict.softening(listed, note: "note").isAllowed)
        let beyond = Reliance(findings: [], omitted: [rule], objects: [], isComplete: true)
        #expect(verdict.softening(beyond, note: "note").omittedDenials == 0)
        #expect(verdict.softening(beyond, note: "note").denials.count == verdict.denials.count)
        let other = Reliance(findings: [], omitted: ["ALB000"], objects: [], isComplete: true)
        #expect(verdict.softening(other, note: "note").omittedDenials == 44)
        let warnings = verdict.softening(listed, note: "note").response(to: request, as: .validate).warnings
        #expect(warnings.first == "note")
        #expect(WarningOracle.objections(to: warnings) == [])
    }

    @Test(arguments: ReviewStage.allCases)
    func notesAreWarningsOfEveryAnswer(_ stage: ReviewStage) throws {
        let request = try ReviewText(object: IngressText { $0.className = nil }.json).request()
        var verdict = Reviewer().verdict(on: request, as: stage, now: nil)
        verdict.notes = ["first", "sec\nond"]
        let warnings = verdict.response(to: request, as: stage).warnings
        #expect(warnings.contains("first") && warnings.contains("sec ond"))
        #expect(WarningOracle.objections(to: warnings) == [])
    }

    @Test func aNoteOfTheAnswerIsNotCutByMany() throws {
        let (request, verdict) = try Self.verdict(IngressText { $0.hosts = (0..<100).map { "_\($0)" } }.json)
        var noted = verdict
        noted.notes = ["about the answer"]
        let warnings = noted.response(to: request, as: .validate).warnings
        #expect(warnings.first == "about the answer")
        #expect(WarningOracle.objections(to: warnings) == [])
    }

    @Test func silentRulesAreThoseThatNeedTheKind() {
        let reviewer = Reviewer()
        let silent = reviewer.silentRules(for: .ingress, without: [.service])
        #expect(silent.contains { $0.id == "ALB409" })
        #expect(silent.allSatisfy { $0.needs.contains(.service) && $0.kinds.contains(.ingress) })
        #expect(reviewer.silentRules(for: .ingress, without: []).isEmpty)
        #expect(reviewer.silentRules(for: .namespace, without: Set(ObjectKind.allCases)).isEmpty)
        var settings = Settings()
        settings.rules.overrides["ALB409"] = .off
        let fewer = reviewer.with(settings: settings).silentRules(for: .ingress, without: [.service])
        #expect(fewer.map(\.id) == silent.map(\.id).filter { $0 != "ALB409" })
    }

    @Test func oneWarningTellsOfSilentRules() throws {
        let reviewer = Reviewer()
        let rules = reviewer.silentRules(for: .ingress, without: [.ingressClass])
        let note = reviewer.silenceNote(for: .ingress, without: [MissingKind(.ingressClass, "forbidden")])
        #expect(
            note == "not checked: IngressClasses cannot be read (forbidden), so \(rules[0].id) and \(rules.count - 1) "
                + "more rules say nothing"
        )
        #expect(reviewer.silenceNote(for: .namespace, without: [MissingKind(.service, "forbidden")]) == nil)
        #expect(reviewer.silenceNote(for: .ingress, without: []) == nil)
        let all = ObjectKind.allCases.map { MissingKind($0, "\($0.rawValue): " + String(repeating: "é", count: 99)) }
        let long = try #require(reviewer.silenceNote(for: .ingress, without: all))
        #expect(long.unicodeScalars.count <= 200)
        #expect(long.hasSuffix("more rules say nothing"))
    }
}
