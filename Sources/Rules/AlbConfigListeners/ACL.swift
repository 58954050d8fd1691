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
        effect:
            "Entries together with IDs fail (\"aclEntry and aclIds cannot use together\"). With another aclType the "
            + "open controller drops the whole ACL: everybody may connect.",
        example: "aclConfig: {aclType: white, aclEntries: [10.0.0.0/8]}",
        fix: "aclConfig: {aclType: White, aclEntries: [10.0.0.0/8]}",
        sources: [PublicSource.aclModel, PublicSource.dictionary, PublicSource.changeLog]
    )

    private static let types = ["White", "Black"]

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        // The oldest controller knows no ACLs at all.
        guard review.profile != .legacy else { return }
        var ports: Set<String> = []
        for listener in review.object.listeners {
            guard let config = listener.value["aclConfig"], config.kind == .object else { continue }
            let acl = Parts(
                field: listener.field.key("aclConfig"),
                type: config["aclType"]?.string ?? "",
                name: config["aclName"]?.string ?? "",
                entries: listener.texts("aclEntries", of: "aclConfig"),
                ids: listener.texts("aclIds", of: "aclConfig")
            )
            guard !acl.isEmpty else { continue }
            checkType(acl, &findings)
            checkContents(acl, review.profile, &findings)
            let port = listener.value["port"].map { $0.string ?? $0.text } ?? ""
            if acl.isBuilt, !ports.insert(port).inserted { addSharedPort(acl, port, &findings) }
        }
    }

    private struct Parts {
        var field: FieldPath
        var type: String
        var name: String
        var entries: [String]
        var ids: [String]

        var isEmpty: Bool { type.isEmpty && name.isEmpty && entries.isEmpty && ids.isEmpty }
        /// The open controller compares exactly.
        var isBuilt: Bool { types.contains(type) }
        var contents: String { (entries + ids).joined(separator: " ") }
    }

    private static func checkType(_ acl: Parts, _ findings: inout FindingCollector) {
        guard !acl.isBuilt else { return }
        let known = types.first { GoText.equalFold($0, acl.type) }
        let field = acl.field.key("aclType")
        let effect = "the open controller drops the whole ACL, and everybody may connect"
        let fix = known.map { "write aclType: \($0)" } ?? "write aclType: White or aclType: Black"
        if acl.type.isEmpty {
            findings.advise(field, "is missing", value: acl.contents, effect: effect, fix: Fix(fix))
        } else if let known {
            let problem = "\"\(acl.type.clipped)\" must be written \(known)"
            findings.advise(field, problem, value: acl.type, effect: effect, fix: Fix(fix))
        } else {
            findings.add(
                field,
                "\"\(acl.type.clipped)\" is not White or Black",
                value: acl.type,
                effect: effect,
                fix: Fix(fix),
                severity: SeverityTable(ack: .deny, lbc: .warn, legacy: .off)
            )
        }
    }

    private static func checkContents(_ acl: Parts, _ profile: ControllerProfile, _ findings: inout FindingCollector) {
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
            let effect = "the controller ignores aclIds and creates an empty ACL of that name"
            let fix = "remove aclName, or write aclEntries"
            findings.advise(acl.field, "has aclName beside aclIds", value: acl.name, effect: effect, fix: Fix(fix))
        }
        if acl.ids.count > 3 {
            let problem = "has \(acl.ids.count) ACLs"
            let effect = "a listener can have three"
            findings.advise(acl.field.key("aclIds"), problem, value: acl.contents, effect: effect, fix: "keep three")
        }
        checkEntries(acl, &findings)
    }

    private static func checkEntries(_ acl: Parts, _ findings: inout FindingCollector) {
        for (index, entry) in acl.entries.enumerated() {
            let field = acl.field.key("aclEntries").index(index, identity: entry)
            let effect = "the controller does not check it, the cloud refuses the ACL"
            switch CIDR.read(entry) {
            case .range: break
            case .address:
                let mask = entry.contains(":") ? "128" : "32"
                let fix = "write \"\(entry.clipped)/\(mask)\""
                findings.advise(field, "\"\(entry.clipped)\" has no mask", value: entry, effect: effect, fix: Fix(fix))
            case .neither:
                let problem = "\"\(entry.clipped)\" is not an address range"
                findings.advise(field, problem, value: entry, effect: effect, fix: "write a range such as 10.0.0.0/8")
            }
        }
    }

    /// The open controller keeps one ACL for each port.
    private static func addSharedPort(_ acl: Parts, _ port: String, _ findings: inout FindingCollector) {
        findings.add(
            acl.field,
            "another listener on port \(port.clipped) has an ACL too",
            value: "\(port) \(acl.contents)",
            effect: "the controller keeps one ACL for each port: this one is lost and the listener is open",
            fix: "use different ports, or restrict access elsewhere",
            severity: SeverityTable(ack: .off, lbc: .warn, legacy: .off)
        )
    }
}
