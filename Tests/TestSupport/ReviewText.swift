import Foundation
package import Kubernetes

/// Builds AdmissionReviews around objects that are JSON texts.
package struct ReviewText {
    package var operation = "CREATE"
    package var object = "null"
    package var oldObject = "null"
    package var namespace = "shop"
    package var subResource = ""
    package var username = "admin"
    package var groups = ["system:authenticated"]
    package var apiVersion = "admission.k8s.io/v1"
    package var uid = "00000000-0000-4000-8000-000000000001"

    package init(_ operation: String = "CREATE", object: String = "null", oldObject: String = "null") {
        self.operation = operation
        self.object = object
        self.oldObject = oldObject
    }

    /// The whole review; `request.kind` and `request.name` are those of the object.
    package var bytes: [UInt8] {
        let main = Self.parse(object) ?? Self.parse(oldObject) ?? [:]
        let type = GroupVersionKind(
            apiVersion: main["apiVersion"] as? String ?? "",
            kind: main["kind"] as? String ?? "Unknown"
        )
        let metadata = main["metadata"] as? [String: Any]
        let name = metadata?["name"] as? String ?? ""
        return Array(
            """
            {"kind":"AdmissionReview","apiVersion":"\(apiVersion)","request":{"uid":"\(uid)",\
            "kind":{"group":\(Self.quoted(type.group)),"version":\(Self.quoted(type.version)),\
            "kind":\(Self.quoted(type.kind))},\
            "subResource":"\(subResource)","name":\(Self.quoted(name)),"namespace":"\(namespace)",\
            "operation":"\(operation)","userInfo":{"username":"\(username)","groups":\(Self.list(groups))},\
            "object":\(object),"oldObject":\(oldObject),"dryRun":false}}
            """.utf8
        )
    }

    package func request() throws -> AdmissionRequest { try AdmissionReviewDecoder.decode(bytes) }

    package static func quoted(_ text: String) -> String {
        let data = try? JSONSerialization.data(
            withJSONObject: text,
            options: [.fragmentsAllowed, .withoutEscapingSlashes]
        )
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }

    package static func list(_ texts: [String]) -> String { "[" + texts.map(quoted).joined(separator: ",") + "]" }

    private static func parse(_ text: String) -> [String: Any]? {
        (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any]
    }
}
