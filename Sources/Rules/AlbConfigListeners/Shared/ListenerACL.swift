import ALBController
import JSON
import Kubernetes

/// `aclConfig` of a listener, as the open controller reads it.
struct ListenerACL {
    static let types = ["White", "Black"]

    struct Entry {
        var index: Int
        var text: String
    }

    var field: FieldPath
    /// As written, for the controller names the ACL after it.
    var port: String
    var type: String
    var name: String
    /// Values of another type than text are left out; they are another rule's.
    var entries: [Entry]
    var ids: [String]

    /// Nil when there is none.
    init?(_ listener: AlbConfigListener) {
        guard let config = listener.value["aclConfig"], config.kind == .object else { return nil }
        field = listener.field.key("aclConfig")
        port = listener.value["port"].map { $0.string ?? $0.text } ?? ""
        type = config["aclType"]?.string ?? ""
        name = config["aclName"]?.string ?? ""
        entries = (config["aclEntries"]?.elements ?? []).enumerated().compactMap { index, value in
            value.isNull ? Entry(index: index, text: "") : value.string.map { Entry(index: index, text: $0) }
        }
        ids = listener.texts("aclIds", of: "aclConfig")
    }

    var isEmpty: Bool { type.isEmpty && name.isEmpty && entries.isEmpty && ids.isEmpty }
    /// The open controller compares exactly.
    var isBuilt: Bool { Self.types.contains(type) }
    var contents: String { (entries.map(\.text) + ids).joined(separator: " ") }
}
