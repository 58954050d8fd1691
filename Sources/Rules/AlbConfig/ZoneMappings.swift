import ALBController
import Admission
import JSON
import Kubernetes

/// An ALB needs vSwitches in two zones to survive the loss of one, and at least one vSwitch to exist.
///
/// A missing or empty list is objected to for ACK only: the open controllers then choose the vSwitches themselves.
struct ZoneMappings: Rule {
    static let description = RuleDescription(
        id: "ALB603",
        name: "zone-mappings",
        summary: "zoneMappings should name two vSwitches in different zones.",
        severity: .warn,
        gravest: SeverityTable(ack: .warn, lbc: .deny, legacy: .warn),
        kinds: [.albConfig],
        effect: "Unknown and empty vSwitches are dropped; when none is left, the ALB cannot be created.",
        example: "zoneMappings: [{vSwitchId: vsw-a1}, {vSwitchId: vsw-a1}]",
        fix: "List one vSwitch for each of two zones that support ALB.",
        sources: [PublicSource.loadBalancerModel, PublicSource.instanceGuide]
    )

    private static let field = AlbConfig.configField.key("zoneMappings")
    private static let effect = "one failing zone takes the ALB down, and most regions demand two zones"
    private static let fix = "list vSwitches of two zones, unless the region has a single ALB zone"

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let config = review.object
        guard !config.reusesALB, let fields = config.config else { return }
        // An empty list is what controllers write for one that nobody set.
        guard let list = fields["zoneMappings"] else {
            addNone(review, &findings)
            return
        }
        guard list.kind == .array,
            list.elements.allSatisfy({ $0.kind == .object || $0.isNull })
        else { return }
        let ids = config.vSwitchIDs
        guard !ids.isEmpty else { return }
        let distinct = Set(ids).subtracting([""])
        guard !distinct.isEmpty else {
            findings.add(
                field,
                "no entry names a vSwitch",
                value: "",
                effect: "the ALB cannot be created (\"empty load balancer zone mapping\")",
                fix: "set vSwitchId in each entry, or leave the list out",
                severity: SeverityTable(ack: .warn, lbc: .deny, legacy: .warn)
            )
            return
        }
        for (index, id) in ids.enumerated() where id.isEmpty {
            let place = field.index(index, identity: id).key("vSwitchId")
            findings.add(place, "is empty", value: id, effect: "the entry is dropped", fix: "name a vSwitch")
        }
        let entries = list.elements
        for name in Repeats(ids).names {
            findings.add(
                field.index(name.second, identity: name.text).key("vSwitchId"),
                "\"\(name.text.clipped)\" is a duplicate entry",
                value: name.text,
                effect: "it counts once",
                fix: fix(name, entries, isEnough: distinct.count > 1)
            )
        }
        guard distinct.count == 1 else { return }
        findings.add(field, "names one vSwitch only", value: ids.joined(separator: " "), effect: effect, fix: Fix(fix))
    }

    private static func addNone(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let keys = review.object.config?.members.prefix(64).map(\.key) ?? []
        // A key that is meant to be this one is told as such.
        let isMisspelt = keys.contains { Suggestion.onlyNearest(to: $0, in: ["zoneMappings"]) != nil }
        guard !isMisspelt, review.old?.statusID.isEmpty ?? true else { return }
        findings.add(
            field,
            "names no vSwitch, and config has no id of an ALB that exists",
            value: "none",
            effect: "a new ALB cannot be created without vSwitches, unless the controller finds some by itself",
            fix: "list vSwitches of two zones, or set id",
            severity: SeverityTable(ack: .warn, lbc: .off, legacy: .off)
        )
    }

    /// With two zones the repetition is too much, with one it stands for a zone that was forgotten.
    private static func fix(_ name: Repeats.Name, _ entries: [JSONValue], isEnough: Bool) -> Fix {
        let isPlain = name.later.allSatisfy { entries[$0]["allocationId"]?.string?.isEmpty ?? true }
        return isEnough && isPlain ? name.fix(in: field) : "name a vSwitch of another zone"
    }
}
