import ALBController
import Admission
import ClusterContext
import JSON
import Kubernetes
import KubernetesClient
import Rules
import TestSupport
import Testing

/// Values that the tests of this module share.
enum Sample {
    static let second: UInt64 = 1_000_000_000
    static let millisecond: UInt64 = 1_000_000

    static func value(_ text: String) throws -> JSONValue {
        try JSONDocument(parsing: Array(text.utf8)).value
    }

    /// A request of the API server about an object, and what it replaces.
    static func request(_ object: String, old: String? = nil, dryRun: Bool = false) throws -> AdmissionRequest {
        let document = try JSONDocument(parsing: Array(object.utf8))
        let kind = document.value["kind"]?.string ?? ""
        let version = document.value["apiVersion"]?.string ?? ""
        let parts = version.split(separator: "/").map(String.init)
        let name = document.value["metadata"]?["name"]?.string ?? ""
        let text = """
            {"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {"uid": "u-1", "kind": \
            {"group": "\(parts.count > 1 ? parts[0] : "")", "version": "\(parts.last ?? "")", "kind": "\(kind)"}, \
            "name": "\(name)", "namespace": "\(document.value["metadata"]?["namespace"]?.string ?? "")", \
            "operation": "\(old == nil ? "CREATE" : "UPDATE")", "userInfo": {"username": "admin"}, \
            "object": \(object), "oldObject": \(old ?? "null"), "dryRun": \(dryRun)}}
            """
        return try AdmissionReviewDecoder.decode(Array(text.utf8))
    }

    static func albConfig(_ name: String, id: String? = nil, ports: [Int] = [80], version: String = "1") -> String {
        ClusterObject.albConfig(name, id: id, ports: ports, version: version, isWhole: true)
    }
}

extension ContextEngine {
    /// A list from its beginning to its end.
    mutating func list(_ kind: ContextKind, _ objects: [String] = [], now: UInt64) throws {
        take(.listBegan, of: kind, now: now)
        for object in objects { take(.object(try Sample.value(object)), of: kind, now: now) }
        take(.listEnded, of: kind, now: now)
    }

    mutating func published(now: UInt64) throws -> Publication {
        let publication = publish(now: now)
        return try #require(publication)
    }
}
