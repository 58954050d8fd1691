import ALBController
import Admission
import Kubernetes

extension BackendSchedulerValue {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        [
            PolicyExpression(
                covers: "words, where a Service is forwarded to",
                when: [PolicyCondition.makesServerGroups],
                annotations: [AnnotationKey.backendScheduler],
                bad: { CEL.isOther($0, thanExactly: known) }
            )
        ]
    }
}

extension IntegerAnnotation {
    /// An integer outside the range; what is no integer is the default.
    fileprivate func policy(when conditions: [String]) -> PolicyExpression {
        PolicyExpression(
            covers: "\(PolicyCondition.name(key)): integers outside \(range.lowerBound)-\(range.upperBound)",
            when: [PolicyCondition.makesServerGroups] + conditions,
            annotations: [key],
            bad: { CEL.isNumber($0, outside: range) }
        )
    }
}

extension HealthcheckValues {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        let isOn = PolicyCondition.isTrue(AnnotationKey.healthCheckEnabled)
        // The oldest controller does not read the port.
        let read = profile == .legacy ? integers : integers + [connectPort]
        return read.map { $0.policy(when: [isOn]) }
            + words(profile).map { word in
                PolicyExpression(
                    covers: "\(PolicyCondition.name(word.key)): words",
                    when: [PolicyCondition.makesServerGroups, isOn],
                    annotations: [word.key],
                    bad: { CEL.isOther($0, than: word.allowed) }
                )
            }
    }
}

extension StickySession {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        let isOn = PolicyCondition.isTrue(AnnotationKey.stickySession)
        let type = CEL.string(AnnotationKey.stickySessionType)
        let annotations = PolicySubject.reviewed.annotations
        let isInsert = "!(\(type) in \(annotations)) || \(annotations)[\(type)].matches('(?i)^Insert$')"
        return [
            PolicyExpression(
                covers: "sticky-session-type: words",
                when: [PolicyCondition.makesServerGroups, isOn],
                annotations: [AnnotationKey.stickySessionType],
                bad: { CEL.isOther($0, than: ["Insert", "Server"]) }
            ),
            timeout.policy(when: [isOn, isInsert]),
        ]
    }
}
