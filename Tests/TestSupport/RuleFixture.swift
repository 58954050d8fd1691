package import ALBController
package import Admission
package import Foundation
import JSON
package import Kubernetes
import Rules

/// One case of one rule: `Fixtures/<rule id>/<case>.json`.
///
/// The file has `request` (`operation`, `object`, `oldObject`, and where it matters `namespace`), maybe `settings` (the
/// configuration file) and `objects` (the cluster), and the whole expected `response`. The beginning of the file name
/// says what the case shows: `fires-`, `passes-` or `ratchets-`.
package struct RuleFixture: Sendable, CustomStringConvertible {
    package enum Role: String, Sendable {
        case fires, passes, ratchets
    }

    package let ruleID: String
    package let name: String
    package let url: URL
    package let role: Role?
    private let source: Data

    package var description: String { "\(ruleID)/\(name)" }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "AdmissionTests/Fixtures")

    package static func all() throws -> [RuleFixture] {
        let files = FileManager.default
        return try files.contentsOfDirectory(atPath: folder.path).sorted().flatMap { ruleID in
            let inner = folder.appending(path: ruleID)
            return try files.contentsOfDirectory(atPath: inner.path).sorted().map { name in
                try RuleFixture(ruleID: ruleID, url: inner.appending(path: name))
            }
        }
    }

    init(ruleID: String, url: URL) throws {
        self.ruleID = ruleID
        self.url = url
        name = url.deletingPathExtension().lastPathComponent
        role = name.split(separator: "-").first.flatMap { Role(rawValue: String($0)) }
        source = try Data(contentsOf: url)
    }

    /// The file itself, for tests that build more than the request from it.
    package func contents() throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: source) as? [String: Any] ?? [:]
    }

    package func reviewer() throws -> Reviewer {
        try Reviewer(settings: settings(), snapshot: snapshot())
    }

    package func settings() throws -> Settings {
        guard let settings = try contents()["settings"] else { return Settings() }
        return try Settings(parsing: Self.bytes(settings))
    }

    /// Kinds that the case lists in `knownKinds` are known without an object of them.
    package func snapshot() throws -> ClusterSnapshot {
        var objects = ClusterObjects()
        let contents = try contents()
        for object in contents["objects"] as? [Any] ?? [] {
            let document = try JSONDocument(parsing: Self.bytes(object))
            objects.add(document, document.root)
        }
        for kind in contents["knownKinds"] as? [String] ?? [] {
            if let kind = ObjectKind(rawValue: kind) { objects.knownKinds.insert(kind) }
        }
        return ClusterSnapshot(objects)
    }

    package func request() throws -> AdmissionRequest {
        try AdmissionReviewDecoder.decode(reviewBytes())
    }

    package func reviewBytes() throws -> [UInt8] {
        let short = try contents()["request"] as? [String: Any] ?? [:]
        let object = (short["object"] ?? short["oldObject"]) as? [String: Any] ?? [:]
        let metadata = object["metadata"] as? [String: Any] ?? [:]
        let type = GroupVersionKind(
            apiVersion: object["apiVersion"] as? String ?? "",
            kind: object["kind"] as? String ?? ""
        )
        var request: [String: Any] = [
            "uid": "00000000-0000-4000-8000-000000000001",
            "kind": ["group": type.group, "version": type.version, "kind": type.kind],
            "name": metadata["name"] ?? "",
            "namespace": short["namespace"] ?? metadata["namespace"] ?? "",
            "operation": short["operation"] ?? "CREATE",
            "userInfo": ["username": "admin", "groups": ["system:authenticated"]],
            "object": short["object"] ?? NSNull(),
            "oldObject": short["oldObject"] ?? NSNull(),
            "dryRun": false,
        ]
        if type.kind.isEmpty { request["kind"] = NSNull() }
        return try Self.bytes([
            "apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": request,
        ])
    }

    /// Compares the whole response, or writes it into the file when `UPDATE_FIXTURES` is set.
    package func expectGolden(_ response: [UInt8]) throws -> Bool {
        let review = try JSONSerialization.jsonObject(with: Data(response)) as? [String: Any]
        let contents = try contents()
        var actual = review?["response"] as? [String: Any] ?? [:]
        actual["uid"] = nil
        if ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] != nil {
            var updated = contents
            updated["response"] = actual
            let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try JSONSerialization.data(withJSONObject: updated, options: options).write(to: url)
            return true
        }
        return try Self.bytes(contents["response"] ?? [:]) == Self.bytes(actual)
    }

    private static func bytes(_ value: Any) throws -> [UInt8] {
        Array(try JSONSerialization.data(withJSONObject: value, options: [.withoutEscapingSlashes, .sortedKeys]))
    }
}
