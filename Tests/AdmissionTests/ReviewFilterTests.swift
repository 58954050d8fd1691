import Admission
import Foundation
import JSON
import Kubernetes
import Rules
import TestSupport
import Testing

/// What is allowed without a look, whatever stands in it: a cluster must be able to finish and to clean up.
struct ReviewFilterTests {
    /// An Ingress and an AlbConfig that are refused wherever they are judged.
    private static let faulty = [
        IngressText {
            $0.name = "aliyun-web"
            $0.annotations = [("alb.ingress.kubernetes.io/listen-ports", "x")]
        }.json,
        ClusterText.albConfig("aliyun-alb", listeners: []),
    ]

    private static func verdict(_ review: ReviewText, _ reviewer: Reviewer = Reviewer()) throws -> Verdict {
        let request = try review.request()
        let verdict = reviewer.verdict(on: request, as: .both, now: nil)
        #expect(reviewer.mutate(request).mutation?.patch.operations.isEmpty ?? true)
        return verdict
    }

    @Test(arguments: faulty)
    func theSamplesAreRefused(_ object: String) throws {
        #expect(try !Self.verdict(ReviewText(object: object)).isAllowed)
    }

    @Test(arguments: faulty)
    func deletionsPass(_ object: String) throws {
        #expect(try Self.verdict(ReviewText("DELETE", oldObject: object)).isAllowed)
        #expect(try Self.verdict(ReviewText("DELETE")).findings.isEmpty)
    }

    @Test(arguments: faulty)
    func connectionsPass(_ object: String) throws {
        #expect(try Self.verdict(ReviewText("CONNECT", object: object)).findings.isEmpty)
    }

    @Test(arguments: ["status", "finalizers", "scale", "x"])
    func subresourcesPass(_ subResource: String) throws {
        for object in Self.faulty {
            var review = ReviewText(object: object)
            review.subResource = subResource
            #expect(try Self.verdict(review).findings.isEmpty)
            review.operation = "UPDATE"
            review.oldObject = "{}"
            #expect(try Self.verdict(review).findings.isEmpty)
        }
    }

    @Test(arguments: faulty)
    func objectsThatAreBeingDeletedPass(_ object: String) throws {
        let going = try Self.adding(["deletionTimestamp": "2026-01-01T00:00:00Z"], to: object)
        #expect(try Self.verdict(ReviewText("UPDATE", object: going, oldObject: object)).findings.isEmpty)
        let other = going.replacing("\"spec\":{", with: "\"spec\":{\"x\":1,")
        #expect(try Self.verdict(ReviewText("UPDATE", object: other, oldObject: going)).findings.isEmpty)
        #expect(try Self.verdict(ReviewText(object: going)).findings.isEmpty)
        let notGoing = try Self.adding(["deletionTimestamp": NSNull()], to: object)
        #expect(try !Self.verdict(ReviewText(object: notGoing)).isAllowed)
    }

    @Test(arguments: faulty)
    func writesToTheRestOfTheMetadataPass(_ object: String) throws {
        let changes: [[String: Any]] = [
            ["labels": ["a": "b"]], ["finalizers": ["ingress.k8s.alibaba/resources"]], ["finalizers": NSNull()],
            ["managedFields": [["manager": "x"]]], ["resourceVersion": "2", "generation": 7],
            ["ownerReferences": [["kind": "X"]]],
        ]
        for change in changes {
            let new = try Self.adding(change, to: object)
            let old = try Self.adding([:], to: object)
            #expect(try Self.verdict(ReviewText("UPDATE", object: new, oldObject: old)).findings.isEmpty)
            #expect(try Self.verdict(ReviewText("UPDATE", object: old, oldObject: new)).findings.isEmpty)
        }
        let status = object.replacing(",\"spec\"", with: ",\"status\":{\"loadBalancer\":{}},\"spec\"")
        #expect(try Self.verdict(ReviewText("UPDATE", object: status, oldObject: object)).findings.isEmpty)
    }

    @Test func anAnnotationOrTheSpecIsLookedAt() throws {
        let old = IngressText().json
        let annotated = IngressText { $0.annotations = [("alb.ingress.kubernetes.io/listen-ports", "x")] }.json
        #expect(try !Self.verdict(ReviewText("UPDATE", object: annotated, oldObject: old)).isAllowed)
        let aliyun = IngressText { $0.service = "aliyun-web" }.json
        #expect(try !Self.verdict(ReviewText("UPDATE", object: aliyun, oldObject: old)).isAllowed)
    }

    @Test(
        arguments: [
            (#"{"exempt": {"namespaces": ["shop"]}}"#, true), (#"{"exempt": {"namespaces": ["shops", "sho"]}}"#, false),
            (#"{"exempt": {"users": ["admin"]}}"#, true), (#"{"exempt": {"users": ["Admin", ""]}}"#, false),
            (#"{"exempt": {"groups": ["system:authenticated"]}}"#, true),
            (#"{"exempt": {"groups": ["system"]}}"#, false),
            (#"{"exempt": {}}"#, false),
        ] as [(String, Bool)]
    )
    func exemptRequestsPass(_ settings: String, _ isExempt: Bool) throws {
        let reviewer = try Reviewer.make(settings)
        for object in Self.faulty {
            let request = try ReviewText(object: object).request()
            #expect(reviewer.validate(request).isAllowed == isExempt)
        }
        let tls = IngressText { $0.tls = [IngressText.tls(["a.example.com"])] }
        let mutation = try reviewer.mutate(ReviewText(object: tls.json).request()).mutation
        #expect((mutation == nil) == isExempt)
    }

    @Test(arguments: [
        "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"aliyun-x\"}}",
        "{\"apiVersion\":\"gateway.networking.k8s.io/v1\",\"kind\":\"Ingress\",\"metadata\":{\"name\":\"aliyun-x\"}}",
        "{\"apiVersion\":\"example.com/v1\",\"kind\":\"AlbConfig\",\"metadata\":{\"name\":\"aliyun-x\"}}",
        "{\"apiVersion\":\"serving.knative.dev/v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"aliyun-x\"}}",
    ])
    func otherKindsPass(_ object: String) throws {
        #expect(try Self.verdict(ReviewText(object: object)).findings.isEmpty)
    }

    @Test func theOldGroupOfIngressIsOurs() throws {
        let object = Self.faulty[0].replacing("networking.k8s.io/v1", with: "extensions/v1beta1")
        #expect(try !Self.verdict(ReviewText(object: object)).isAllowed)
    }

    private static func adding(_ members: [String: Any], to object: String) throws -> String {
        let value = try JSONSerialization.jsonObject(with: Data(object.utf8)) as? [String: Any]
        var copy = try #require(value)
        let metadata = copy["metadata"] as? [String: Any] ?? [:]
        copy["metadata"] = metadata.merging(members) { $1 }
        let data = try JSONSerialization.data(withJSONObject: copy, options: [.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self)
    }
}
