import ALBController
import Admission
import JSON
import Kubernetes
import Rules
import TestSupport
import Testing

/// A patch that cannot be trusted is not sent, and the user is told.
struct PatchProofTests {
    /// A rule that refuses what M2 writes; no real one does, that is what the proof is for.
    private struct NoOpenPorts: Rule {
        static let description = RuleDescription(
            id: "ALB999",
            name: "no-open-ports",
            summary: "Port 80 must stay closed.",
            severity: .deny,
            kinds: [.ingress],
            effect: "",
            example: "",
            fix: "",
            sources: []
        )

        static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
            guard let value = review.annotations[AnnotationKey.listenPorts], value.contains("80") else { return }
            findings.add(FieldPath.annotation(AnnotationKey.listenPorts), "port 80 is open", value: value)
        }
    }

    private static let tls = IngressText { $0.tls = [IngressText.tls(["a.example.com"])] }

    @Test func aPatchThatMakesANewDenialIsDropped() throws {
        let reviewer = Reviewer(catalog: RuleCatalog([RulesFor(IngressReview.self, [NoOpenPorts.self])]))
        let request = try ReviewText(object: Self.tls.json).request()
        let mutation = try #require(reviewer.mutate(request).mutation)
        #expect(mutation.wasDropped)
        #expect(mutation.patch.operations.isEmpty && mutation.applied.isEmpty)
        #expect(
            mutation.notes == [
                "no default was filled in: [ALB999] metadata.annotations[\"alb.ingress.kubernetes.io/listen-ports\"]: "
                    + "port 80 is open."
            ]
        )
        let answer = reviewer.respond(to: request, as: .mutate, now: nil)
        #expect(answer.allowed && answer.patch == nil && answer.warnings == mutation.notes)
        #expect(reviewer.respond(to: request, as: .both, now: nil).allowed)
    }

    /// A class that only gets the Ingress refused helps nobody, unless it was asked for in every case.
    @Test func aClassThatOnlyLeadsToADenialIsNotFilledIn() throws {
        let ingress = IngressText {
            $0.className = nil
            $0.annotations = [("alb.ingress.kubernetes.io/listen-ports", "[{\"HTTP\": 80}]")]
        }
        let catalog = RuleCatalog([RulesFor(IngressReview.self, [NoOpenPorts.self])])
        let request = try ReviewText(object: ingress.json).request()
        let verdict = Reviewer(catalog: catalog).verdict(on: request, as: .both, now: nil)
        #expect(verdict.isAllowed && verdict.mutation?.applied == [])
        let why = "[M1] spec.ingressClassName was not filled in: an ALB class would have the Ingress refused: [ALB999] "
        #expect(verdict.mutation?.notes.count == 1 && verdict.mutation?.notes.first?.hasPrefix(why) == true)
        var settings = Settings()
        settings.defaulting.ingressClass.mode = .always
        let always = Reviewer(catalog: catalog, settings: settings).verdict(on: request, as: .both, now: nil)
        #expect(always.mutation?.applied == ["M1"])
        #expect(always.denials.map(\.rule.id) == ["ALB999"])
    }

    /// What one default leads to is no fault of the other.
    @Test func theClassStaysWhereOnlyThePortsAreRefused() throws {
        var ingress = Self.tls
        ingress.className = nil
        let reviewer = Reviewer(catalog: RuleCatalog([RulesFor(IngressReview.self, [NoOpenPorts.self])]))
        let request = try ReviewText(object: ingress.json).request()
        let mutation = try #require(reviewer.mutate(request).mutation)
        #expect(mutation.applied == ["M1"] && mutation.wasDropped)
        #expect(
            mutation.notes.count == 2 && mutation.notes[1].hasPrefix("[M2] listen-ports was not filled in: [ALB999] ")
        )
    }

    /// The denial is what matters then.
    @Test func aDeniedCreateCarriesOneNoteAtMost() throws {
        let ingress = IngressText {
            $0.tls = [IngressText.tls(["a.example.com"])]
            $0.path = "/a*"
        }
        let request = try ReviewText(object: ingress.json).request()
        for stage in [ReviewStage.mutate, .both] {
            let answer = Reviewer().respond(to: request, as: stage, now: nil)
            #expect(answer.warnings.filter { $0.hasPrefix("[M") }.count == 1, "\(answer.warnings)")
        }
        #expect(!Reviewer().respond(to: request, as: .both, now: nil).allowed)
    }

    @Test func aPatchThatDoesNotApplyIsDropped() throws {
        let text =
            #"{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","#
            + #""spec":{"ingressClassName":"alb","tls":[{"hosts":["a"]}]}}"#
        let mutation = try #require(Reviewer().mutate(ReviewText(object: text).request()).mutation)
        #expect(mutation.wasDropped)
        #expect(mutation.notes == ["no default was filled in: the patch does not apply to the object"])
    }

    @Test(
        arguments: [
            (
                JSONPatch.Operation.remove(path: JSONPointer(["spec", "none"])),
                "the patch does not apply to the object"
            ),
            (
                .add(path: JSONPointer(["metadata", "labels"]), value: Array("{}".utf8)),
                "the patch would not be the last"
            ),
            (
                .add(
                    path: JSONPointer(["metadata", "annotations"]),
                    value: Array(#"{"alb.ingress.kubernetes.io/listen-ports":"x"}"#.utf8)
                ),
                "[ALB303]"
            ),
            (
                .add(
                    path: JSONPointer(["metadata", "annotations"]),
                    value: Array(#"{"alb.ingress.kubernetes.io/listen-ports":"[{\"HTTPS\": 443}]"}"#.utf8)
                ), nil
            ),
        ] as [(JSONPatch.Operation, String?)]
    )
    func theProofFindsABadPatch(_ operation: JSONPatch.Operation, _ reason: String?) throws {
        let request = try ReviewText(object: Self.tls.json).request()
        let object = try #require(request.object)
        let environment = ReviewEnvironment(settings: Settings(), snapshot: .empty)
        let context = ReviewContext(environment, namespace: "shop")
        let mutator = Mutator(reviewer: Reviewer(), context: context)
        let objection = mutator.objection(
            to: JSONPatch([operation]),
            of: Ingress(request.document, object),
            request.document,
            object
        )
        #expect(objection?.prefix(reason?.count ?? 0) == reason?[...])
    }
}
