package import Kubernetes
package import KubernetesClient

/// What the context consists of, and where the API server has it.
package enum ContextKind: Hashable, Sendable, CaseIterable {
    case albConfig
    case ingressClass
    case ingress
    case service
    case namespace
    case secret
    /// In kube-system, for telling the network plugin.
    case daemonSet

    /// Nil for what the rules have no kind for.
    package var objectKind: ObjectKind? {
        switch self {
        case .albConfig: .albConfig
        case .ingressClass: .ingressClass
        case .ingress: .ingress
        case .service: .service
        case .namespace: .namespace
        case .secret: .secret
        case .daemonSet: nil
        }
    }

    /// For people, and in labels of metrics.
    package var name: String { resource.name }

    /// An Ingress is served as v1 from Kubernetes 1.19 on; AlbConfigs are cluster-scoped, or in namespaces for the
    /// oldest controller, and a list of all is at the same path.
    package var resource: WatchedResource {
        switch self {
        case .albConfig: WatchedResource("AlbConfig", paths: ["/apis/alibabacloud.com/v1/albconfigs"])
        case .ingressClass:
            WatchedResource(
                "IngressClass",
                paths: ["/apis/networking.k8s.io/v1/ingressclasses", "/apis/networking.k8s.io/v1beta1/ingressclasses"]
            )
        case .ingress:
            WatchedResource(
                "Ingress",
                paths: ["/apis/networking.k8s.io/v1/ingresses", "/apis/networking.k8s.io/v1beta1/ingresses"]
            )
        case .service: WatchedResource("Service", paths: ["/api/v1/services"])
        case .namespace: WatchedResource("Namespace", paths: ["/api/v1/namespaces"])
        case .secret: WatchedResource("Secret", paths: ["/api/v1/secrets"])
        case .daemonSet: WatchedResource("DaemonSet", paths: ["/apis/apps/v1/namespaces/kube-system/daemonsets"])
        }
    }
}
