package import JSON
import Kubernetes

extension ClusterSnapshot {
    /// An object as it is kept, which is without what no rule reads, `apiVersion` and `kind` among it; nil where there is
    /// none.
    package func value(of reference: ObjectReference) -> JSONValue? {
        let name = reference.name
        switch reference.kind {
        case .albConfig: return albConfigs[name]?.source
        // The annotations keep the document of their object.
        case .ingressClass: return ingressClasses[name.name]?.metadata.annotations.document.value
        case .namespace: return namespaces[name.name]?.metadata.annotations.document.value
        case .ingress: return ingresses.document(name)?.value
        case .service: return services.document(name)?.value
        case .secret: return secrets.document(name)?.value
        }
    }
}
