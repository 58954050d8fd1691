package import JSON

/// An object of one of the kinds that configure an ALB, read leniently from its document.
package protocol KubernetesObject: Sendable {
    static var kind: ObjectKind { get }
    var metadata: ObjectMeta { get set }
    var shape: ObjectShape { get }
    init(_ document: JSONDocument, _ object: JSONNode)
}

/// A kind whose schema the API server knows, so that a value of another JSON type is refused there too.
package protocol BuiltInObject: KubernetesObject {}

extension Ingress: BuiltInObject { package static let kind = ObjectKind.ingress }
extension IngressClass: BuiltInObject { package static let kind = ObjectKind.ingressClass }
extension Service: BuiltInObject { package static let kind = ObjectKind.service }
extension Secret: BuiltInObject { package static let kind = ObjectKind.secret }
extension Namespace: BuiltInObject { package static let kind = ObjectKind.namespace }
