import ALBController
import Admission
import Kubernetes

extension BooleanValue {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        let words = CEL.list(GoText.trueWords + GoText.falseWords)
        let refused = BooleanAnnotation.all.filter(\.isRefused)
        return [
            PolicyExpression(
                covers: "\(refused.map(\.name).joined(separator: ", ")): words that are no boolean",
                annotations: refused.map(\.key),
                bad: { CEL.all([CEL.isPlain($0), "!(\($0) in \(words))"]) },
                wasBad: { "!(\($0) in \(words))" }
            )
        ]
    }
}

extension Order {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        // The oldest controller reads no other.
        let others = profile == .legacy ? [] : [AnnotationKey.order]
        let range = "\(GroupOrder.range.lowerBound) to \(GroupOrder.range.upperBound)"
        return ([AnnotationKey.albConfigOrder] + others).enumerated().map { index, key in
            let isFirst = "!(\(CEL.string(AnnotationKey.albConfigOrder)) in variables.annotations)"
            return PolicyExpression(
                covers: "\(PolicyCondition.name(key)): anything but an integer from \(range)",
                when: index == 0 ? [] : [isFirst],
                annotations: [key],
                bad: { value in
                    CEL.any([
                        "\(value) != '' && !\(CEL.matches(value, "^[+-]?[0-9]+$"))",
                        CEL.isNumber(value, outside: GroupOrder.range),
                    ])
                }
            )
        }
    }
}

extension TrafficLimitRule {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        let keys = [AnnotationKey.trafficLimitQPS, AnnotationKey.trafficLimitIPQPS]
        let number = "^[+]?0*[1-9][0-9]*$"
        return [
            PolicyExpression(
                covers: "limits that are no positive integers",
                when: [PolicyCondition.makesRules, PolicySubject.reviewed.hasPath("has(p.backend.service.name)")],
                annotations: keys,
                bad: { CEL.all([CEL.isPlain($0), "!\(CEL.matches($0, number))"]) },
                wasBad: { "!\(CEL.matches($0, number))" }
            ),
            PolicyExpression(
                covers: "a limit per client that is not below the total",
                when: [PolicyCondition.makesRules, PolicySubject.reviewed.hasPath("has(p.backend.service.name)")]
            ) { subject in
                let values = keys.map { PolicyCondition.value($0, in: subject.annotations) }
                let areNumbers = values.map { CEL.matches($0, "^[1-9][0-9]{0,17}$") }
                return CEL.all(areNumbers + ["int(\(values[1])) >= int(\(values[0]))"])
            } oldFault: { subject in
                CEL.all(keys.map { "\(CEL.string($0)) in \(subject.annotations)" })
            },
        ]
    }
}

extension Cors {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        let isNoInteger = { (value: String) in "!\(CEL.matches(value, "^[+-]?[0-9]+$"))" }
        let isOutside = { (value: String) in CEL.isNumber(value, outside: ages) }
        return [
            PolicyExpression(
                covers: "cors-max-age",
                when: [PolicyCondition.makesRules, PolicyCondition.isTrue(AnnotationKey.enableCors)],
                annotations: [AnnotationKey.corsMaxAge],
                bad: { CEL.all([CEL.isPlain($0), CEL.any([isNoInteger($0), isOutside($0)])]) },
                wasBad: { CEL.any([isNoInteger($0), isOutside($0)]) }
            )
        ]
    }
}

extension RuleDirectionValue {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        let prefix = CEL.string(AnnotationKey.ruleDirectionPrefix)
        let words = CEL.list(RuleDirection.allCases.map(\.rawValue))
        return [
            PolicyExpression(covers: "words for a Service that a path uses", when: [PolicyCondition.makesRules]) {
                let value = "\($0.annotations)[\(prefix) + p.backend.service.name]"
                return $0.hasPath(
                    CEL.all([
                        "has(p.backend.service.name)", "(\(prefix) + p.backend.service.name) in \($0.annotations)",
                        CEL.isOther(value, thanExactly: RuleDirection.allCases.map(\.rawValue)),
                    ])
                )
            } oldFault: {
                "\($0.annotations).exists(k, k.startsWith(\(prefix)) && !(\($0.annotations)[k] in \(words)))"
            }
        ]
    }
}

extension CustomJSON {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        let prefixes = [AnnotationKey.actionsPrefix, AnnotationKey.conditionsPrefix].map { CEL.string($0) }
        // Of all that is read as a list only null does not begin with a bracket.
        let isNone = { (value: String) in CEL.matches(value, #"^[^\s\[n]"#) }
        return [
            PolicyExpression(
                covers: "values for a Service that a path uses that do not begin like a list",
                when: [PolicyCondition.makesRules]
            ) { subject in
                let key = "(x + p.backend.service.name)"
                let test = "\(key) in \(subject.annotations) && \(isNone("\(subject.annotations)[\(key)]"))"
                return subject.hasPath(
                    "has(p.backend.service.name) && [\(prefixes.joined(separator: ", "))].exists(x, \(test))"
                )
            } oldFault: { subject in
                let begins = CEL.any(prefixes.map { "k.startsWith(\($0))" })
                return "\(subject.annotations).exists(k, (\(begins)) && \(isNone("\(subject.annotations)[k]")))"
            }
        ]
    }
}
