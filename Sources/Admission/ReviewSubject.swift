package import ALBController
package import JSON
package import Kubernetes

/// An object of one of our kinds and the version that it replaces, decoded.
package enum ReviewSubject: Sendable {
    case ingress(Ingress, old: Ingress?)
    case albConfig(AlbConfig, old: AlbConfig?)
    case ingressClass(IngressClass, old: IngressClass?)
    case service(Service, old: Service?)
    case secret(Secret, old: Secret?)
    case namespace(Namespace, old: Namespace?)

    package init(_ kind: ObjectKind, _ document: JSONDocument, _ object: JSONNode, old: JSONNode?) {
        switch kind {
        case .ingress: self = .ingress(Ingress(document, object), old: old.map { Ingress(document, $0) })
        case .albConfig: self = .albConfig(AlbConfig(document, object), old: old.map { AlbConfig(document, $0) })
        case .ingressClass:
            self = .ingressClass(IngressClass(document, object), old: old.map { IngressClass(document, $0) })
        case .service: self = .service(Service(document, object), old: old.map { Service(document, $0) })
        case .secret: self = .secret(Secret(document, object), old: old.map { Secret(document, $0) })
        case .namespace: self = .namespace(Namespace(document, object), old: old.map { Namespace(document, $0) })
        }
    }

    package var metadata: ObjectMeta {
        switch self {
        case .ingress(let object, _): object.metadata
        case .albConfig(let object, _): object.metadata
        case .ingressClass(let object, _): object.metadata
        case .service(let object, _): object.metadata
        case .secret(let object, _): object.metadata
        case .namespace(let object, _): object.metadata
        }
    }

    /// The stored version on its own; nil when there is none.
    package var stored: ReviewSubject? {
        switch self {
        case .ingress(_, let old): old.map { .ingress($0, old: nil) }
        case .albConfig(_, let old): old.map { .albConfig($0, old: nil) }
        case .ingressClass(_, let old): old.map { .ingressClass($0, old: nil) }
        case .service(_, let old): old.map { .service($0, old: nil) }
        case .secret(_, let old): old.map { .secret($0, old: nil) }
        case .namespace(_, let old): old.map { .namespace($0, old: nil) }
        }
    }
}
