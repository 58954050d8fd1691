import ALBController
import Admission
import JSON
import Kubernetes

/// Access control of a listener; what the controller does not understand it drops, and the listener is open.
struct ACL: Rule {
    static let description = RuleDescription(
        id: "ALB710",
        name: "acl",
        summary: "aclConfig needs aclType White or Black and either aclEntries or aclIds.",
        severity: SeverityTable(ack: .deny, lbc: .deny, legacy: .off),
        kinds: [.albConfig],
        stopsALB: true,
        effect:
            "Entries together with IDs fail (\"aclEntry and aclIds cannot use together\"). With another aclType the "
            + "open controller drops the whole ACL: everybody may connect.",
        example: "aclConfig: {aclType: white, aclEntries: [10.0.0.0/8]}",
        fix: "aclConfig: {aclType: White, aclEntries: [10.0.0.0/8]}",
        sources: [PublicSource.aclModel, PublicSource.dictionary, PublicSource.changeLog]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        // The oldest controller knows no ACLs at all, so advice about them is none.
        guard review.profile != .legacy else { return }
        var ports: Set<String> = []
        for listener in review.object.listeners {
            guard let acl = ListenerACL(listener), !acl.isEmpty else { continue }
            checkType(acl, &findings)
            checkLists(acl, review.profile, &findings)
            checkEntries(acl, &findings)
            if acl.isBuilt, !ports.insert(acl.port).inserted { addSharedPort(acl, &findings) }
        }
    }

    /// The open controller keeps one ACL for each port.
    private static func addSharedPort(_ acl: ListenerACL, _ findings: inout FindingCollector) {
        findings.add(
            acl.field,
            "another listener on port \(acl.port.clipped) has an ACL too",
            value: "\(acl.port) \(acl.contents)",
            effect: "the controller keeps one ACL for each port: this one is lost and the listener is open",
            fix: "use different ports, or restrict access elsewhere",
            severity: SeverityTable(ack: .off, lbc: .warn, legacy: .off)
        )
    }
}
