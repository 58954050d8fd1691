import ALBController
import Admission
import Kubernetes

extension ReservedName {
    /// Whether the object's name, or what it will begin with, is reserved.
    fileprivate static func policy(_ covers: String) -> PolicyExpression {
        PolicyExpression.ofCreation(covers: covers) { subject in
            let (name, prefix) = ("\(subject.object).metadata.name", "\(subject.object).metadata.generateName")
            let isReserved = "startsWith(\(CEL.string(Self.prefix)))"
            return "has(\(name)) && \(name) != '' ? \(name).\(isReserved) : has(\(prefix)) && \(prefix).\(isReserved)"
        }
    }
}

extension IngressReservedName {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        [ReservedName.policy("name and generateName")]
    }
}

extension AlbConfigReservedName {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        [ReservedName.policy("name and generateName")]
    }
}

extension IngressUsesReservedName {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        let isReserved = "startsWith(\(CEL.string(ReservedName.prefix)))"
        return [
            .ofCreation(covers: "the Namespace, on CREATE") { _ in
                "request.namespace.\(isReserved)"
            },
            PolicyExpression(covers: "Services of paths and of the default backend") { subject in
                let backend = "\(subject.object).spec.defaultBackend"
                return CEL.any([
                    subject.hasPath("has(p.backend.service.name) && p.backend.service.name.\(isReserved)"),
                    "has(\(backend)) && has(\(backend).service) && \(backend).service.name.\(isReserved)",
                ])
            },
        ]
    }
}
