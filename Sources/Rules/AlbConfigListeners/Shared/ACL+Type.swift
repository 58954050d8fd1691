import ALBController
import Admission
import Kubernetes

/// Whom the list names: those who may connect, or those who may not.
extension ACL {
    static let unknownType = SeverityTable(ack: .deny, lbc: .warn, legacy: .off)

    static func checkType(_ acl: ListenerACL, _ findings: inout FindingCollector) {
        guard !acl.isBuilt else { return }
        let known = ListenerACL.types.first { GoText.equalFold($0, acl.type) }
        let field = acl.field.key("aclType")
        let effect = "the open controller drops the whole ACL, and everybody may connect"
        if acl.type.isEmpty {
            findings.advise(field, "is missing", value: acl.contents, effect: effect, fix: "write White or Black")
        } else if let known {
            let problem = "\"\(acl.type.clipped)\" must be written \(known)"
            findings.advise(field, problem, value: acl.type, effect: effect, fix: .write(known, in: field))
        } else {
            findings.add(
                field,
                "\"\(acl.type.clipped)\" is not White or Black",
                value: acl.type,
                effect: effect,
                fix: Suggestion.onlyNearest(to: acl.type, in: ListenerACL.types).map { .write($0, in: field) }
                    ?? "write White or Black",
                severity: unknownType
            )
        }
    }
}
