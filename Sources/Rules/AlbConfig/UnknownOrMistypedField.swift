import ALBController
import Admission
import Kubernetes

/// The CRD accepts anything, and the controllers read every AlbConfig through one typed list: an unknown key does
/// nothing, a wrong type blinds them to all AlbConfigs of the cluster.
struct UnknownOrMistypedField: Rule {
    static let description = RuleDescription(
        id: "ALB612",
        name: "unknown-or-mistyped-field",
        summary: "Every field of an AlbConfig must be one that the controller knows, with the type that it expects.",
        severity: .deny,
        kinds: [.albConfig],
        effect:
            "One value of a wrong type makes the controller's list of AlbConfigs fail: no AlbConfig of the cluster is "
            + "read any more. Unknown fields are ignored without a word, and only warned about here.",
        example: "spec: {listeners: [{port: 80, protocol: HTTP, idleTimeout: \"15\"}]}",
        fix: "Write numbers and booleans without quotes, lists as lists, and names exactly as documented.",
        sources: [PublicSource.types, PublicSource.dictionary]
    )

    /// Unknown keys beyond this number are counted, not listed.
    private static let listed = 32

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        var unknown = 0
        for problem in AlbConfigShape(review.object).problems {
            switch problem {
            case .wrongType(let field, let expected, let value, let since):
                let mistake = TypeMistake(expected: expected, value: value)
                add(mistake, at: field, since, review.profile, &findings)
            case .nullListener(let field): add(nullListener: field, review.profile, &findings)
            case .used(let field, let known): add(used: field, known, review.profile, &findings)
            case .unknownKey(let field, let name, let table):
                unknown += 1
                if unknown <= listed { add(unknown: field, name, table, review.profile, &findings) }
            }
        }
        guard unknown > listed else { return }
        let rest = "\(unknown - listed) more unknown fields"
        findings.advise(FieldPath("spec"), rest, value: rest, effect: "the controller ignores them")
    }

    private static func add(
        _ mistake: TypeMistake,
        at field: FieldPath,
        _ since: AlbConfigSchema.Generation,
        _ profile: ControllerProfile,
        _ findings: inout FindingCollector
    ) {
        // What only closed versions know may well be read more leniently than its documentation says.
        guard since != .ack, since.isKnown(to: profile) else {
            let effect = "the controller may not be able to read the AlbConfig"
            findings.advise(field, mistake.problem, value: mistake.found, effect: effect, fix: Fix(mistake.fix))
            return
        }
        findings.add(
            field,
            mistake.problem,
            value: mistake.found,
            effect: "the controller could no longer read any AlbConfig, and changes to all ALBs would stop",
            fix: Fix(mistake.fix)
        )
    }

    private static func add(
        nullListener field: FieldPath,
        _ profile: ControllerProfile,
        _ findings: inout FindingCollector
    ) {
        let effect =
            profile == .ack
            ? "controllers before 2.14 crash on it"
            : "the controller crashes on it as soon as an Ingress uses this AlbConfig, and never applies it before"
        findings.add(field, "is null", value: "null", effect: effect, fix: "remove the empty list entry")
    }

    private static func add(
        used field: FieldPath,
        _ known: AlbConfigSchema.Field,
        _ profile: ControllerProfile,
        _ findings: inout FindingCollector
    ) {
        if let remark = known.remark, remark.profiles.contains(profile) {
            findings.advise(field, remark.problem, value: "", effect: remark.effect, fix: Fix(remark.fix))
        } else if !known.since.isKnown(to: profile) {
            let owner = known.since == .ack ? "the managed controller of ACK" : "later controllers"
            let ours = profile == .legacy ? "cloud-provider-alibaba-cloud" : "the open controller"
            findings.advise(
                field,
                "is known to \(owner) only",
                value: "",
                effect: "\(ours) ignores it",
                fix: "remove it"
            )
        }
    }

    private static func add(
        unknown field: FieldPath,
        _ name: String,
        _ table: AlbConfigSchema.Table,
        _ profile: ControllerProfile,
        _ findings: inout FindingCollector
    ) {
        if let meant = table.fieldIgnoringCase(name) {
            findings.advise(
                field,
                "must be written \(meant.name)",
                value: name,
                effect: profile == .ack ? "controllers before 2.14 ignore it" : "the controller ignores it",
                fix: "rename it to \(meant.name)"
            )
            return
        }
        let effect = "the controller ignores it"
        if let meant = Suggestion.nearest(to: name, in: table.fields.lazy.map(\.name)) {
            let problem = "unknown field (did you mean \(meant)?)"
            findings.advise(field, problem, value: name, effect: effect, fix: "rename it to \(meant)")
        } else if let home = AlbConfigSchema.homes[name.lowercased()] {
            let problem = "unknown field here, it belongs into \(home)"
            findings.advise(field, problem, value: name, effect: effect, fix: "move it to \(home)")
        } else {
            findings.advise(field, "unknown field", value: name, effect: effect, fix: "remove it")
        }
    }
}
