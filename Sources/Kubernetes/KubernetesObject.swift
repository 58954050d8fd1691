package import JSON

/// An object of one of the kinds that configure an ALB, read leniently from its document.
package protocol KubernetesObject: Sendable {
    static var kind: ObjectKind { get }
    var metadata: ObjectMeta { get set }
    var shape: ObjectShape { get }
    init(_ document: JSONDocument, _ object: JSONNode)
    /// As a client reads it that does, or does not, take field names in any case; the same for all but AlbConfigs.
    init(_ document: JSONDocument, _ object: JSONNode, ignoringCase: Bool)
    /// Whether fields were read that are written in another case.
    var isSpeltOtherwise: Bool { get }
    /// The place as its keys are written in the object.
    func written(_ place: JSONPointer) -> JSONPointer
}

extension KubernetesObject {
    package init(_ document: JSONDocument, _ object: JSONNode, ignoringCase: Bool) { self.init(document, object) }
    package var isSpeltOtherwise: Bool { false }
    package func written(_ place: JSONPointer) -> JSONPointer { place }
}

/// A kind whose schema the API server knows, so that a value of another JSON type is refused there too.
package protocol BuiltInObject: KubernetesObject {}

extension Ingress: BuiltInObject { package static let kind = ObjectKind.ingress }
extension IngressClass: BuiltInObject { package static let kind = ObjectKind.ingressClass }
extension Service: BuiltInObject { package static let kind = ObjectKind.service }
extension Secret: BuiltInObject { package static let kind = ObjectKind.secret }
extension Namespace: BuiltInObject { package static let kind = ObjectKind.namespace }
