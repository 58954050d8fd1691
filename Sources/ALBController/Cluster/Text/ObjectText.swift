import JSON
import Kubernetes

/// The text of an object without blanks and without what is only bookkeeping.
///
/// `managedFields`, the last applied configuration and the status are most of the bytes of an object.
enum ObjectText {
    static func bytes(_ kind: ObjectKind, _ document: JSONDocument, _ node: JSONNode) -> [UInt8] {
        var json = JSONWriter(capacity: document.range(node).count)
        json.beginObject()
        for (key, value) in document.members(node) {
            let name = document.string(key) ?? ""
            guard !isLeftOut(name, kind) else { continue }
            if kind == .secret, name == "data" || name == "stringData" {
                if document.kind(value) == .object { SecretText.write(name, document, value, to: &json) }
                continue
            }
            json.key(name)
            switch name {
            case "metadata" where document.kind(value) == .object: metadata(kind, document, value, to: &json)
            case "spec" where kind == .service && document.kind(value) == .object:
                members(of: value, document, to: &json, where: serviceFields.contains)
            default: json.rawWithoutBlanks(document.bytes[document.range(value)])
            }
        }
        json.endObject()
        return json.bytes
    }

    /// The kind is known from elsewhere, and an object of a list lacks it: so it is the same text however it came.
    private static func isLeftOut(_ name: String, _ kind: ObjectKind) -> Bool {
        name == "apiVersion" || name == "kind" || (name == "status" && kind != .albConfig)
    }

    private static let serviceFields: Set<String> = [
        "type", "clusterIP", "ports", "selector", "allocateLoadBalancerNodePorts", "externalTrafficPolicy",
    ]

    private static let metadataFields: Set<String> = ["name", "namespace", "deletionTimestamp", "annotations"]

    private static func metadata(
        _ kind: ObjectKind,
        _ document: JSONDocument,
        _ node: JSONNode,
        to json: inout JSONWriter
    ) {
        json.beginObject()
        for (key, value) in document.members(node) {
            let name = document.string(key) ?? ""
            if name == "annotations", document.kind(value) == .object {
                json.key(name)
                members(of: value, document, to: &json) { $0 != "kubectl.kubernetes.io/last-applied-configuration" }
            } else if name == "labels", document.kind(value) == .object {
                json.key(name)
                members(of: value, document, to: &json) { keepsLabel($0, kind) }
            } else if metadataFields.contains(name) || (name == "creationTimestamp" && kind == .ingressClass) {
                json.key(name)
                json.rawWithoutBlanks(document.bytes[document.range(value)])
            }
        }
        json.endObject()
    }

    /// Knative marks its Ingresses; a namespace's labels are settings.
    private static func keepsLabel(_ name: String, _ kind: ObjectKind) -> Bool {
        switch kind {
        case .namespace: true
        case .ingress: name.hasPrefix("knative.")
        case .albConfig, .ingressClass, .service, .secret: false
        }
    }

    private static func members(
        of node: JSONNode,
        _ document: JSONDocument,
        to json: inout JSONWriter,
        where isKept: (String) -> Bool
    ) {
        json.beginObject()
        for (key, value) in document.members(node) {
            guard let name = document.string(key), isKept(name) else { continue }
            json.key(name)
            json.rawWithoutBlanks(document.bytes[document.range(value)])
        }
        json.endObject()
    }
}
