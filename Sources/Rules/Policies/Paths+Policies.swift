import ALBController
import Admission
import Kubernetes

extension ExactPathWildcard {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        [
            PolicyExpression(covers: "paths of ordinary Ingresses", when: [PolicyCondition.makesRules]) {
                $0.hasPath("has(p.backend.service.name) && p.pathType == 'Exact' && \(PathText.hasWildcardInCEL)")
            } oldFault: {
                $0.hasPath("p.pathType == 'Exact' && \(PathText.hasWildcardInCEL)")
            }
        ]
    }
}

extension PrefixPathWildcard {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        [
            PolicyExpression(
                covers: "paths of ordinary Ingresses without rewrite-target and use-regex",
                when: [PolicyCondition.makesRules, PathText.hasNoRegexInCEL]
            ) {
                $0.hasPath("has(p.backend.service.name) && p.pathType == 'Prefix' && \(PathText.hasWildcardInCEL)")
            } oldFault: {
                $0.hasPath(PathText.hasWildcardInCEL)
            }
        ]
    }
}

extension IllegalLiteralPathChar {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        let forbidden = CEL.matches("p.path", "[\(CEL.escaped(PathText.forbiddenText))]")
        return [
            PolicyExpression(
                covers: "paths of ordinary Ingresses that no annotation makes regular expressions",
                when: [PolicyCondition.makesRules]
            ) {
                $0.hasPath(
                    CEL.all([
                        forbidden,
                        "!p.path.startsWith('~')",
                        "p.pathType == 'ImplementationSpecific' || !\(PathText.hasWildcardInCEL)",
                        "p.pathType != 'Prefix' || (\(PathText.hasNoRegexInCEL))",
                    ])
                )
            } oldFault: {
                $0.hasPath(forbidden)
            }
        ]
    }
}

extension UnroutableRule {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        [
            PolicyExpression(covers: "paths that lead to a resource") {
                $0.hasPath("has(p.backend.resource) && !has(p.backend.service)")
            }
        ]
    }
}

extension PathText {
    fileprivate static let hasWildcardInCEL = CEL.matches("p.path", "[*?]")

    /// Neither of the annotations that turn Prefix paths into regular expressions, be they blank.
    fileprivate static let hasNoRegexInCEL =
        "![\(CEL.string(AnnotationKey.rewriteTarget)), \(CEL.string(AnnotationKey.useRegex))]"
        + ".exists(k, k in variables.annotations)"
}
