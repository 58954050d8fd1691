import ALBController
import Admission
import ClusterContext
import JSON
import Kubernetes
import KubernetesClient
import Rules
import TestSupport
import Testing

/// A denial for a listener that its AlbConfig lacks, step by step.
struct DenialConfirmationTests {
    private let reviewer: Reviewer
    private let request: AdmissionRequest
    private let albConfig = ObjectReference(.albConfig, ObjectName("", "alb"))
    private let ingressClass = ObjectReference(.ingressClass, ObjectName("", "alb"))

    init() throws {
        let changes: [ClusterSnapshot.Change] = [
            .known(.albConfig), .known(.ingressClass), .known(.ingress),
            .set(.albConfig, try Sample.value(ClusterObject.albConfig("alb"))),
            .set(.ingressClass, try Sample.value(ClusterObject.ingressClass())),
        ]
        let settings = try Settings(parsing: Array(#"{"rules": {"ALB301": "deny"}}"#.utf8))
        reviewer = Reviewer(settings: settings, snapshot: ClusterSnapshot.empty.applying(changes))
        request = try Sample.request(ClusterObject.ingress("shop", ports: [8443]))
    }

    private func begin(settled: Set<ObjectReference> = []) throws -> (DenialConfirmation, [ObjectReference]) {
        let verdict = reviewer.validate(request)
        let reliance = try #require(reviewer.reliance(of: verdict, on: request, now: nil))
        var confirmation = DenialConfirmation(verdict, reliance, settled: settled)
        guard case .read(let references) = confirmation.begin() else {
            Issue.record("nothing is read")
            return (confirmation, [])
        }
        return (confirmation, references)
    }

    private func judge(
        _ confirmation: inout DenialConfirmation,
        _ step: DenialConfirmation.Step?
    ) -> DenialConfirmation.Step? {
        guard case .judge(let changes) = step else { return step }
        let next = reviewer.following(reviewer.snapshot.applying(changes))
        let verdict = next.validate(request)
        return confirmation.judged(verdict, next.reliance(of: verdict, on: request, now: nil))
    }

    private func end(_ step: DenialConfirmation.Step?) throws -> (Verdict, ConfirmationResult) {
        guard case .end(let verdict, let result) = step else {
            throw Failure(step: "\(String(describing: step))")
        }
        return (verdict, result)
    }

    private struct Failure: Error { var step: String }

    /// Answers all reads, the AlbConfig as told and everything else as it is known.
    private func answer(
        _ confirmation: inout DenialConfirmation,
        _ references: [ObjectReference],
        _ config: APIRead
    ) throws -> DenialConfirmation.Step? {
        var step: DenialConfirmation.Step?
        for reference in references {
            let known = try Sample.value(ClusterObject.ingressClass())
            step = confirmation.read(reference, reference == albConfig ? config : .found(known))
        }
        return judge(&confirmation, step)
    }

    @Test func objectsThatAreAsTheyWereConfirmTheDenial() throws {
        var (confirmation, references) = try begin()
        #expect(references.contains(albConfig))
        let config = try Sample.value(ClusterObject.albConfig("alb"))
        let (verdict, result) = try end(answer(&confirmation, references, .found(config)))
        #expect(result == .confirmed && verdict.denials.map(\.rule.id) == ["ALB301"] && verdict.notes.isEmpty)
    }

    @Test func anObjectThatChangedTakesTheDenialAway() throws {
        var (confirmation, references) = try begin()
        let config = try Sample.value(ClusterObject.albConfig("alb", ports: [80, 8443]))
        let (verdict, result) = try end(answer(&confirmation, references, .found(config)))
        #expect(result == .changed && verdict.isAllowed && verdict.notes.isEmpty)
    }

    @Test func anObjectThatIsGoneTakesTheDenialAway() throws {
        var (confirmation, references) = try begin()
        let (verdict, result) = try end(answer(&confirmation, references, .absent))
        #expect(result == .gone && !verdict.findings.contains { $0.rule.id == "ALB301" })
    }

    @Test func aReadThatFailsMakesWarningsOfTheDenials() throws {
        var (confirmation, references) = try begin()
        let step = confirmation.read(try #require(references.first), .failed(.unreachable("refused")))
        let (verdict, result) = try end(step)
        #expect(result == .failed && verdict.isAllowed && verdict.warnings.contains { $0.rule.id == "ALB301" })
        #expect(
            verdict.notes == [
                "not confirmed with the API server: \(references[0]) cannot be read: API server unreachable; so ALB301 "
                    + "only warns"
            ]
        )
        for reference in references { #expect(confirmation.read(reference, .absent) == nil) }
    }

    @Test func theEndOfTheTimeNamesWhatWasNotRead() throws {
        var (confirmation, _) = try begin()
        let (verdict, result) = try end(confirmation.timedOut())
        #expect(result == .timedOut && verdict.isAllowed)
        #expect(verdict.notes.first?.contains("AlbConfig alb was not read in time") == true, "\(verdict.notes)")
    }

    @Test func whatNeedsNoReadIsNotRead() throws {
        let (_, all) = try begin()
        let (_, references) = try begin(settled: [albConfig])
        #expect(Set(references) == Set(all).subtracting([albConfig]))
        let verdict = reviewer.validate(request)
        let reliance = try #require(reviewer.reliance(of: verdict, on: request, now: nil))
        var settled = DenialConfirmation(verdict, reliance, settled: Set(reliance.objects))
        let (kept, result) = try end(settled.begin())
        #expect(result == .confirmed && !kept.isAllowed)
    }

    @Test func moreObjectsThanAreNamedAreNotConfirmed() throws {
        let verdict = reviewer.validate(request)
        var reliance = try #require(reviewer.reliance(of: verdict, on: request, now: nil))
        reliance.isComplete = false
        var confirmation = DenialConfirmation(verdict, reliance, settled: [])
        let (softened, result) = try end(confirmation.begin())
        #expect(result == .incomplete && softened.isAllowed && softened.notes.count == 1)
    }

    /// A changed object leads to others, which are read once more and not again.
    @Test func thereAreTwoRoundsOfReads() throws {
        var (confirmation, references) = try begin()
        for reference in references.dropLast() { #expect(confirmation.read(reference, .absent) == nil) }
        guard case .judge = confirmation.read(try #require(references.last), .absent) else {
            Issue.record("nothing is judged")
            return
        }
        let verdict = reviewer.validate(request)
        func reliance(on name: String) throws -> Reliance {
            var reliance = try #require(reviewer.reliance(of: verdict, on: request, now: nil))
            reliance.objects = [ObjectReference(.albConfig, ObjectName("", name))]
            return reliance
        }
        let second = ObjectReference(.albConfig, ObjectName("", "second"))
        guard case .read([second]) = confirmation.judged(verdict, try reliance(on: "second")) else {
            Issue.record("no second round")
            return
        }
        _ = confirmation.read(second, .absent)
        let (softened, result) = try end(confirmation.judged(verdict, try reliance(on: "third")))
        #expect(result == .incomplete && softened.isAllowed)
        #expect(softened.notes.first?.contains("AlbConfig third changes right now") == true)
    }
}
