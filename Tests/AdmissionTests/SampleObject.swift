import Admission
import Foundation
import JSON
import Kubernetes
import Rules
import TestSupport
import Testing

/// An object from a fixture or from a recorded review, with the engine that its case is about.
struct SampleObject: Sendable, CustomTestStringConvertible {
    var name: String
    var json: String
    var reviewer: Reviewer
    var namespace: String

    var testDescription: String { name }

    /// Every object that is written down anywhere in the tests; those that the API server would not decode are left out.
    static func all() throws -> [SampleObject] {
        let fixtures = try RuleFixture.all().flatMap { fixture in
            let request = try fixture.request()
            let reviewer = try fixture.reviewer()
            return [request.object, request.oldObject].compactMap(\.self).map { node in
                SampleObject(
                    name: fixture.description,
                    json: request.document.text(node),
                    reviewer: reviewer,
                    namespace: request.namespace
                )
            }
        }
        let recorded = try RecordedReview.all("kubernetes-1.36").filter { !$0.isMutating }.compactMap { review in
            let request = try AdmissionReviewDecoder.decode(review.bytes)
            return request.object.map { node in
                SampleObject(
                    name: review.name,
                    json: request.document.text(node),
                    reviewer: Reviewer(),
                    namespace: request.namespace
                )
            }
        }
        return (fixtures + recorded).filter {
            !$0.verdict("CREATE", $0.json).findings.contains { $0.rule.id == "ALB100" }
        }
    }

    func verdict(_ operation: String, _ object: String, old: String = "null") -> Verdict {
        var review = ReviewText(operation, object: object, oldObject: old)
        review.namespace = namespace
        guard let request = try? review.request() else {
            Issue.record("\(name) is no object")
            return Verdict()
        }
        return reviewer.validate(request, now: RuleFixtureTests.now)
    }

    /// The object after a change to its values, in Foundation's spelling like ``plain``.
    func changed(_ change: (inout [String: Any]) -> Void) throws -> String {
        let value = try JSONSerialization.jsonObject(with: Data(json.utf8))
        var object = try #require(value as? [String: Any])
        change(&object)
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try JSONSerialization.data(withJSONObject: object, options: options), as: UTF8.self)
    }

    func plain() throws -> String { try changed { _ in } }
}

/// Changes of form that change nothing about what an object says.
enum NeutralChange {
    static func reversed(_ value: Any) -> Any {
        if let list = value as? [Any] { return Array(list.map(reversed).reversed()) }
        if let object = value as? [String: Any] { return object.mapValues(reversed) }
        return value
    }

    /// Unknown fields everywhere: the API server keeps them in an AlbConfig and drops them elsewhere.
    static func withUnknownFields(_ value: Any) -> Any {
        if let list = value as? [Any] { return list.map(withUnknownFields) }
        guard var object = (value as? [String: Any])?.mapValues(withUnknownFields) else { return value }
        object["xNeverHeardOf"] = ["a": 1]
        return object
    }

    /// What the open controllers write back: every optional field with its zero value.
    static func withZeroValues(_ object: inout [String: Any]) {
        guard object["kind"] as? String == "AlbConfig", var spec = object["spec"] as? [String: Any] else { return }
        if let config = spec["config"] as? [String: Any] { spec["config"] = zeros.merging(config) { $1 } }
        if let listeners = spec["listeners"] as? [[String: Any]] {
            spec["listeners"] = listeners.map { listenerZeros.merging($0) { $1 } }
        }
        object["spec"] = spec
    }

    private static var zeros: [String: Any] {
        [
            "accessLogConfig": [String: Any](), "addressAllocatedMode": "", "addressIpVersion": "", "edition": "",
            "forceOverride": NSNull(), "id": "", "ipv6AddressType": "", "name": "", "resourceGroupId": "",
            "tags": NSNull(), "billingConfig": [String: Any](), "deletionProtectionConfig": [String: Any](),
        ]
    }

    private static var listenerZeros: [String: Any] {
        [
            "aclConfig": [String: Any](), "caEnabled": false, "certificates": NSNull(), "description": "",
            "gzipEnabled": NSNull(), "http2Enabled": NSNull(), "idleTimeout": 0, "logConfig": [String: Any](),
            "quicConfig": [String: Any](), "requestTimeout": 0, "securityPolicyId": "",
            "xForwardedForConfig": [String: Any](),
        ]
    }
}
