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

    package var group: String {
        switch self {
        case .ingress, .ingressClass: "networking.k8s.io"
        case .albConfig: "alibabacloud.com"
        case .service, .namespace, .secret: ""
        }
    }

    package var apiVersion: String { group.isEmpty ? "v1" : "\(group)/v1" }
}
