import ALBController
import Admission
import JSON
import Kubernetes

/// Access logs go to a project and a store of Simple Log Service; both names have limits of their own.
struct AccessLog: Rule {
    static let description = RuleDescription(
        id: "ALB607",
        name: "access-log",
        summary: "accessLogConfig needs logProject (4-63 characters) and logStore (2-64, beginning with alb_).",
        severity: .deny,
        kinds: [.albConfig],
        stopsALB: true,
        effect: "The controller refuses names of another length; with one of the two alone there is no log.",
        example: "accessLogConfig: {logProject: p, logStore: alb_store}",
        fix: "accessLogConfig: {logProject: k8s-log-mycluster, logStore: alb_access}",
        sources: [PublicSource.loadBalancerProvider, PublicSource.dictionary]
    )

    static let projectLength = 4...63
    static let storeLength = 2...64
    static let storePrefix = "alb_"
    /// Of a store with another name, where it is read.
    static let prefixSeverity = SeverityTable(ack: .deny, lbc: .warn, legacy: .warn)
    private static let field = AlbConfig.configField.key("accessLogConfig")

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let log = review.object.config?["accessLogConfig"]
        let project = log?["logProject"]?.string ?? ""
        let store = log?["logStore"]?.string ?? ""
        guard !project.isEmpty || !store.isEmpty else { return }
        guard !project.isEmpty, !store.isEmpty else {
            let missing = project.isEmpty ? "logProject" : "logStore"
            findings.advise(
                field.key(missing),
                "is missing",
                value: project + store,
                effect: "without it no access log is written",
                fix: "set both logProject and logStore"
            )
            return
        }
        // With an ALB of its own, or one that may be changed, the controller checks the lengths.
        let isRead = !review.object.reusesALB || review.object.overridesALB
        check(project, "logProject", projectLength, isRead, &findings)
        check(store, "logStore", storeLength, isRead, &findings)
        guard !store.hasPrefix(storePrefix) else { return }
        let severity = isRead ? prefixSeverity : .warn
        findings.add(
            field.key("logStore"),
            "\"\(store.clipped)\" does not begin with \"\(storePrefix)\"",
            value: store,
            effect: "the log service takes ALB logs only into such stores",
            fix: "use a store whose name begins so; one that does not exist is created",
            severity: severity
        )
    }

    private static func check(
        _ text: String,
        _ name: String,
        _ length: ClosedRange<Int>,
        _ isRead: Bool,
        _ findings: inout FindingCollector
    ) {
        guard !length.contains(text.utf8.count) else { return }
        findings.add(
            field.key(name),
            "\"\(text.clipped)\" is too \(text.utf8.count < length.lowerBound ? "short" : "long")",
            value: text,
            effect: isRead ? "the controller refuses it" : "it is not read while id is set without forceOverride",
            fix: "use a name of \(length.lowerBound) to \(length.upperBound) characters",
            severity: isRead ? .deny : .warn
        )
    }
}
