import ALBController
import Admission
import JSON
import Kubernetes
import Rules
import TestSupport
import Testing

/// M1 beside everything else: names, settings, profiles, operations, and the other mutation.
struct IngressClassSettingTests {
    private static let ingress = IngressText { $0.className = nil }

    @Test func aGeneratedNameMakesNoDifference() throws {
        let ingress = IngressText {
            $0.className = nil
            $0.name = ""
            $0.generateName = "web-"
        }
        #expect(try MutationProbe(ingress.json, .make()).className == "alb")
    }

    @Test func theSettingNamesTheClass() throws {
        let settings = #"{"defaulting": {"ingressClass": {"name": "internal"}}}"#
        #expect(try MutationProbe(Self.ingress.json, .make(settings)).className == "internal")
    }

    @Test func theOldestControllerKnowsOneClassOnly() throws {
        let other = #"{"profile": "legacy", "defaulting": {"ingressClass": {"name": "internal"}}}"#
        let probe = try MutationProbe(Self.ingress.json, .make(other))
        #expect(probe.className == nil)
        #expect(
            probe.notes == ["[M1] spec.ingressClassName was not filled in: this controller knows no class but \"alb\"."]
        )
        #expect(try MutationProbe(Self.ingress.json, .make(#"{"profile": "legacy"}"#)).className == "alb")
    }

    @Test(arguments: ["UPDATE", "DELETE", "CONNECT"])
    func onlyACreationIsChanged(_ operation: String) throws {
        let text = Self.ingress.json
        let review = ReviewText(operation, object: text, oldObject: text)
        #expect(try Reviewer().mutate(review.request()).mutation == nil)
    }

    /// The class decides whether listen-ports are ours to add, so both come in one answer.
    @Test func bothMutationsComeInOneAnswer() throws {
        let ingress = IngressText {
            $0.className = nil
            $0.tls = [IngressText.tls(["a.example.com"])]
        }
        let probe = try MutationProbe(ingress.json, .make())
        #expect(probe.applied == ["M1", "M2"])
        #expect(probe.className == "alb")
        #expect(probe.listenPorts == #"[{"HTTP": 80}, {"HTTPS": 443}]"#)
    }
}
