package import JSON

/// The kinds that configure an ALB; everything else is none of our business.
package enum ObjectKind: String, CaseIterable, Hashable, Sendable {
    case ingress = "Ingress"
    case albConfig = "AlbConfig"
    case ingressClass = "IngressClass"
    case service = "Service"
    case namespace = "Namespace"
    case secret = "Secret"

    /// Any version counts: with `matchPolicy: Equivalent` the API server converts to the registered one.
    package init?(_ kind: GroupVersionKind) {
        self.init(rawValue: kind.kind)
        guard kind.group == group || (self == .ingress && kind.group == "extensions") else { return nil }
    }

    /// The kind that a list says it has all objects of, such as an `IngressList`; nil for what is no such list.
    package init?(listedBy list: JSONNode, in document: JSONDocument) {
        let name = document.member("kind", of: list).flatMap { document.string($0) } ?? ""
        guard name.hasSuffix("List") else { return nil }
        self.init(rawValue: String(name.dropLast(4)))
    }

    package var group: String {
        switch self {
        case .ingress, .ingressClass: "networking.k8s.io"
        case .albConfig: "alibabacloud.com"
        case .service, .namespace, .secret: ""
        }
    }

    package var apiVersion: String { group.isEmpty ? "v1" : "\(group)/v1" }
}
