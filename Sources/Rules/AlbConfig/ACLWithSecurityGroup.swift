import ALBController
import Admission
import JSON
import Kubernetes

/// Two ways to restrict who may connect, of which an ALB takes only one.
struct ACLWithSecurityGroup: Rule {
    static let description = RuleDescription(
        id: "ALB616",
        name: "acl-with-security-group",
        summary: "securityGroupIds and a listener's aclConfig cannot be used together.",
        severity: SeverityTable(ack: .deny, lbc: .off, legacy: .off),
        kinds: [.albConfig],
        stopsALB: true,
        effect: "The controller fails with \"acl and securityGroupIds cannot use together\"; other controllers know no "
            + "securityGroupIds.",
        example: "spec: {config: {securityGroupIds: [sg-1]}, listeners: [{port: 80, aclConfig: {aclIds: [acl-1]}}]}",
        fix: "Keep either securityGroupIds or aclConfig.",
        sources: [
            PublicSource.migration,
            PublicSource.changeLog,
        ]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let groups = (review.object.config?["securityGroupIds"]?.elements ?? []).compactMap(\.string)
        guard groups.contains(where: { !$0.isEmpty }) else { return }
        for listener in review.object.listeners {
            let parts = listener.texts("aclEntries", of: "aclConfig") + listener.texts("aclIds", of: "aclConfig")
            guard parts.contains(where: { !$0.isEmpty }) else { continue }
            findings.add(
                listener.field.key("aclConfig"),
                "cannot be used together with spec.config.securityGroupIds",
                value: "aclConfig securityGroupIds",
                effect: "the controller fails with \"acl and securityGroupIds cannot use together\"",
                fix: "remove aclConfig, or the security groups"
            )
        }
    }
}
