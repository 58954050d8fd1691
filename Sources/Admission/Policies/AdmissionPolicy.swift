package import ALBController
package import Kubernetes

/// The expressions for one kind of object, as one ValidatingAdmissionPolicy.
package struct AdmissionPolicy: Sendable {
    package struct Named: Sendable {
        package let name: String
        package let expression: String
    }

    package struct Validation: Sendable {
        /// Must be true.
        package let expression: String
        package let message: String
    }

    /// Such as `alb-admission-ingress`.
    package let name: String
    package let kind: ObjectKind
    package let operations: [Operation]
    /// Which objects are judged at all; all must be true.
    package let conditions: [Named]
    package let variables: [Named]
    package let validations: [Validation]

    /// Plural, as in a path of the API.
    package static func resource(_ kind: ObjectKind) -> String {
        kind == .ingressClass ? "ingressclasses" : kind == .ingress ? "ingresses" : kind.rawValue.lowercased() + "s"
    }

    /// One for each kind that the rules have something about, in the order of the catalogue.
    ///
    /// `classes` are the names of ALB's classes; of an Ingress with another one, or none, nothing is said.
    package static func all(
        _ rules: [KindPolicies],
        _ profile: ControllerProfile,
        classes: [String]
    ) -> [AdmissionPolicy] {
        rules.compactMap { kind, policies in
            guard !policies.isEmpty else { return nil }
            let operations = [Operation.create, .update].filter { operation in
                policies.contains { $0.rule.operations.contains(operation) }
            }
            let scope: [Named] = kind == .ingress ? [.ofClasses(classes, profile)] : []
            return AdmissionPolicy(
                name: "alb-admission-" + kind.rawValue.lowercased(),
                kind: kind,
                operations: operations,
                conditions: [.isKept] + scope,
                variables: kind == .ingress ? Named.ofIngress : kind == .albConfig ? Named.ofAlbConfig : [],
                validations: policies.map {
                    Validation(expression: "!(\($0.expression.refusal))", message: $0.message)
                }
            )
        }
    }
}

package typealias KindPolicies = (kind: ObjectKind, policies: [RulePolicy])

extension AdmissionPolicy.Named {
    /// Objects that are being deleted are left alone, so that finalizers can go.
    fileprivate static let isKept = Self(
        name: "is-kept",
        expression: "!has(object.metadata.deletionTimestamp)"
    )

    fileprivate static func ofClasses(_ classes: [String], _ profile: ControllerProfile) -> Self {
        let names = CEL.list(profile == .legacy ? ["alb"] : classes)
        let key = CEL.string(AnnotationKey.ingressClass)
        let hasAnnotation = "has(object.metadata.annotations) && \(key) in object.metadata.annotations"
        let annotation = "object.metadata.annotations[\(key)] in \(names)"
        let field = "has(object.spec.ingressClassName)"
        let fieldIsOurs = "object.spec.ingressClassName in \(names)"
        // The oldest controller reads the annotation first, the others the field.
        let expression =
            profile == .legacy
            ? "\(hasAnnotation) ? \(annotation) : \(field) && \(fieldIsOurs)"
            : "\(field) ? \(fieldIsOurs) : \(hasAnnotation) && \(annotation)"
        return Self(name: "is-of-an-alb-class", expression: expression)
    }
}
