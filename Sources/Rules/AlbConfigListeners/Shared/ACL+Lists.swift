import ALBController
import Admission
import Kubernetes

/// Where the addresses come from: entries of the AlbConfig, or ACLs that exist in the cloud.
extension ACL {
    /// How many ACLs a listener can have.
    private static let most = 3

    static func checkLists(_ acl: ListenerACL, _ profile: ControllerProfile, _ findings: inout FindingCollector) {
        // An ACL that is dropped is not checked first.
        if !acl.entries.isEmpty, !acl.ids.isEmpty, acl.isBuilt || profile != .lbc {
            findings.add(
                acl.field,
                "has both aclEntries and aclIds",
                value: acl.contents,
                effect: "the controller fails with \"aclEntry and aclIds cannot use together\"",
                fix: "keep one of the two lists"
            )
        } else if GoText.equalFold(acl.type, "White"), acl.entries.isEmpty, acl.ids.isEmpty {
            findings.advise(
                acl.field,
                "is a white list without entries",
                value: acl.type,
                effect: "it has no effect, or nobody may connect",
                fix: "list the allowed addresses in aclEntries"
            )
        }
        if profile == .lbc, acl.isBuilt, !acl.name.isEmpty, !acl.ids.isEmpty, acl.entries.isEmpty {
            findings.advise(
                acl.field.key("aclName"),
                "is set beside aclIds",
                value: acl.name,
                effect: "the controller ignores aclIds and creates an empty ACL of that name",
                fix: .remove(field: acl.field.key("aclName"))
            )
        }
        guard acl.ids.count > most else { return }
        findings.advise(
            acl.field.key("aclIds"),
            "has \(acl.ids.count) ACLs",
            value: acl.contents,
            effect: "a listener can have \(most)",
            fix: Fix("keep \(most) of them")
        )
    }
}
