import Admission
import Foundation
import JSON
import Kubernetes
import Rules
import TestSupport
import Testing

/// What real API servers sent while the sample objects were created, changed and deleted, and every byte of our answers.
struct RecordedReviewTests {
    /// `UPDATE_FIXTURES=1` writes the answers anew.
    @Test(arguments: RecordedReview.versions)
    func isAnsweredAsRecorded(_ version: String) throws {
        let reviewer = Reviewer()
        var lines = ""
        for review in try RecordedReview.all(version) {
            let request = try AdmissionReviewDecoder.decode(review.bytes)
            for webhook in ReviewStage.allCases {
                let answer = reviewer.respond(to: request, as: webhook, now: RuleFixtureTests.now).serialized()
                lines += "{\"review\":\"\(review.name)\",\"webhook\":\"\(webhook.rawValue)\",\"answer\":"
                lines += String(decoding: answer, as: UTF8.self) + "}\n"
                let oracle = AnswerOracle(
                    uid: request.uid,
                    mayPatch: webhook != .validate && request.operation == .create
                )
                #expect(oracle.objections(to: answer) == [], "\(review) \(webhook)")
            }
        }
        let file = RecordedReview.folder.appending(path: "\(version).answers.jsonl")
        if ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] != nil {
            try Data(lines.utf8).write(to: file)
        }
        let expected = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        let actual = lines.split(separator: "\n")
        #expect(actual.count == expected.count)
        for (line, wanted) in zip(actual, expected) { #expect(line == wanted) }
    }

    @Test(.namesItsCase) func nobodyElsesBusinessIsTouched() throws {
        forEachCase(of: try RecordedReview.all()) { review in
            let request = try AdmissionReviewDecoder.decode(review.bytes)
            let verdict = Reviewer().verdict(on: request, as: .both, now: nil)
            let className = request.object.flatMap { Ingress(request.document, $0).ingressClassName }
            let isForeign = request.kind.kind == "Ingress" && className == "nginx"
            guard isForeign || request.operation == .delete || !request.subResource.isEmpty else { return }
            #expect(verdict.findings.isEmpty && verdict.mutation?.patch.operations.isEmpty ?? true)
            #expect(verdict.isAllowed)
        }
    }

    @Test(.namesItsCase) func isAllowedOrNot() {
        forEachCase(
            of: [
                ("002-validate-create-albconfigs", true), ("006-validate-create-albconfigs", true),
                ("010-validate-create-ingressclasses", true), ("012-validate-create-ingressclasses", true),
                ("014-validate-create-namespaces", true), ("016-validate-create-services", true),
                ("018-validate-create-services", true), ("020-validate-create-ingresses", true),
                ("022-validate-create-ingresses", true), ("024-validate-create-ingresses", true),
                ("028-validate-create-ingresses", true), ("030-validate-create-ingresses", false),
                ("032-validate-create-secrets", true), ("034-validate-update-ingresses", true),
                ("036-validate-update-albconfigs", true), ("040-validate-update-ingresses-status", true),
                ("042-validate-create-ingresses", true), ("046-validate-create-ingresses", true),
                ("068-validate-delete-albconfigs", true),
            ] as [(String, Bool)]
        ) { name, allowed in
            for version in RecordedReview.versions {
                let request = try AdmissionReviewDecoder.decode(RecordedReview.named("\(version)/\(name)").bytes)
                let verdict = Reviewer().validate(request)
                #expect(verdict.isAllowed == allowed, "\(version): \(verdict.findings.map(\.message))")
            }
        }
    }

    @Test func aReservedNameIsRefusedUnderItsRule() throws {
        let request = try AdmissionReviewDecoder.decode(RecordedReview.named("030-validate").bytes)
        let response = Reviewer().respond(to: request, as: .validate, now: nil)
        #expect(response.status?.code == 422)
        #expect(response.status?.reason == "Invalid")
        #expect(response.status?.details?.causes.map(\.field).contains("metadata.name") == true)
        #expect(response.auditAnnotations.first { $0.key == "denied-by" }?.value.contains("ALB102") == true)
    }

    /// In the mutating call the name is not generated yet; the class was filled in by the API server's own plugin.
    @Test func aGeneratedReservedNameIsRefusedBeforeItExists() throws {
        let text = String(decoding: try RecordedReview.named("043-mutate").bytes, as: UTF8.self)
        let foreign = try AdmissionReviewDecoder.decode(Array(text.utf8))
        #expect(foreign.name == "")
        #expect(Reviewer().validate(foreign).findings.isEmpty)
        let ours = text.replacing(#""ingressClassName":"nginx""#, with: #""ingressClassName":"alb""#)
        let verdict = Reviewer().validate(try AdmissionReviewDecoder.decode(Array(ours.utf8)))
        #expect(verdict.denials.first { $0.rule.id == "ALB102" }?.place.field == FieldPath("metadata", "generateName"))
    }

    @Test func theTLSIngressGetsItsListenPorts() throws {
        let request = try AdmissionReviewDecoder.decode(RecordedReview.named("021-mutate").bytes)
        let response = Reviewer().respond(to: request, as: .mutate, now: nil)
        let object = try #require(request.object)
        let bytes = Array(request.document.bytes[request.document.range(object)])
        let patched = try IndependentPatch.apply(try #require(response.patch), to: bytes)
        let mutated = try Ingress.make(patched)
        #expect(
            mutated.metadata.annotations["alb.ingress.kubernetes.io/listen-ports" as String]
                == #"[{"HTTP": 80}, {"HTTPS": 443}]"#
        )
        #expect(response.auditAnnotations.map(\.value) == ["M2"])
    }

    @Test func aClassIsFilledInWhereTheAPIServerDidNot() throws {
        let recorded = String(decoding: try RecordedReview.named("023-mutate").bytes, as: UTF8.self)
        let text = recorded.replacing(#""ingressClassName":"nginx","#, with: "")
        #expect(text != recorded)
        let response = try Reviewer().respond(
            to: AdmissionReviewDecoder.decode(Array(text.utf8)),
            as: .mutate,
            now: nil
        )
        #expect(
            response.patch.map { String(decoding: $0, as: UTF8.self) }
                == #"[{"op":"add","path":"/spec/ingressClassName","value":"alb"}]"#
        )
        let untouched = try Reviewer().respond(
            to: AdmissionReviewDecoder.decode(Array(recorded.utf8)),
            as: .mutate,
            now: nil
        )
        #expect(untouched.patch == nil)
    }

    /// Admission has one object at a time, so it takes the cluster to see that an ALB is taken.
    @Test func aSecondAlbConfigOnOneALBIsRefusedWithContext() throws {
        let first = try AdmissionReviewDecoder.decode(RecordedReview.named("004-validate").bytes)
        let second = try AdmissionReviewDecoder.decode(RecordedReview.named("006-validate").bytes)
        let reviewer = try Reviewer(snapshot: .make([first.document.text(#require(first.object))]))
        let verdict = reviewer.validate(second)
        #expect(verdict.denials.map(\.rule.id).contains("ALB601"))
        #expect(verdict.denials.first { $0.rule.id == "ALB601" }?.place.field == FieldPath("spec", "config", "id"))
        #expect(!reviewer.validate(first).findings.contains { $0.rule.id == "ALB601" })
    }

    /// What `/validate` sees is what `/mutate` made, so together they say the same as `both`.
    @Test(.namesItsCase) func bothIsOneAfterTheOther() throws {
        forEachCase(of: try RecordedReview.all()) { review in
            let request = try AdmissionReviewDecoder.decode(review.bytes)
            let both = Reviewer().respond(to: request, as: .both, now: nil)
            let mutated = Reviewer().respond(to: request, as: .mutate, now: nil)
            #expect(both.patch == mutated.patch)
            #expect(mutated.allowed)
            var next = request
            if let patch = mutated.patch, let object = request.object {
                let bytes = try IndependentPatch.apply(
                    patch,
                    to: Array(request.document.bytes[request.document.range(object)])
                )
                next.document = try JSONDocument(parsing: bytes)
                next.object = next.document.root
                next.oldObject = nil
            }
            let validated = Reviewer().respond(to: next, as: .validate, now: nil)
            #expect(both.allowed == validated.allowed)
            #expect(both.status?.message == validated.status?.message)
            #expect(both.warnings == mutated.warnings + validated.warnings)
        }
    }
}
