import ALBController
import Admission
import JSON
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
        stopsALB: true,
        effect:
            "One value of a wrong type makes the controller's list of AlbConfigs fail: no AlbConfig of the cluster is "
            + "read any more. Unknown fields are ignored without a word, and only warned about here.",
        example: "spec: {listeners: [{port: 80, protocol: HTTP, idleTimeout: \"15\"}]}",
        fix: "Write numbers and booleans without quotes, lists as lists, and names exactly as documented.",
        sources: [PublicSource.types, PublicSource.dictionary]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let problems = AlbConfigShape(review.object).problems
        lazy var nulls = NullListeners(review.object)
        var trial = FixTrial(review)
        let misspelt = Self.unknown(problems)
        for problem in problems {
            switch problem {
            case .wrongType(let field, let expected, let value, let since):
                var mistake = TypeMistake(field: field, expected: expected, value: value, profile: review.profile)
                mistake.isMisspelt = misspelt.contains(field)
                add(mistake, since, &findings)
            case .nullListener(let field): nulls.add(field, review.profile, &findings)
            case .used(let field, let known): add(used: field, known, review.profile, &findings)
            case .unknownKey(let field, let name, let table):
                UnknownField(field: field, name: name, table: table, config: review.object, profile: review.profile)
                    .add(to: &findings, &trial)
            }
        }
    }

    /// Names that are not written as documented; some are read all the same.
    private static func unknown(_ problems: [AlbConfigShapeProblem]) -> Set<FieldPath> {
        Set(problems.compactMap { if case .unknownKey(let field, _, _) = $0 { field } else { nil } })
    }

    private static func add(
        _ mistake: TypeMistake,
        _ since: AlbConfigSchema.Generation,
        _ findings: inout FindingCollector
    ) {
        // What only closed versions know may well be read more leniently than its documentation says.
        guard since != .ack, since.isKnown(to: mistake.profile) else {
            findings.advise(
                mistake.field,
                mistake.problem,
                value: mistake.found,
                effect: "the controller may not be able to read the AlbConfig",
                fix: since.isKnown(to: mistake.profile) ? mistake.fix : .remove(field: mistake.field)
            )
            return
        }
        findings.add(
            mistake.field,
            mistake.problem,
            value: mistake.found,
            effect: "the controller could no longer read any AlbConfig, and changes to all ALBs would stop",
            fix: mistake.fix
        )
    }

    private static func add(
        used field: FieldPath,
        _ known: AlbConfigSchema.Field,
        _ profile: ControllerProfile,
        _ findings: inout FindingCollector
    ) {
        if let remark = known.remark, remark.profiles.contains(profile) {
            findings.advise(field, remark.problem, value: "", effect: remark.effect, fix: fix(remark, field))
        } else if !known.since.isKnown(to: profile) {
            let owner = known.since == .ack ? "the managed controller of ACK" : "later controllers"
            let ours = profile == .legacy ? "cloud-provider-alibaba-cloud" : "the open controller"
            findings.advise(
                field,
                "is known to \(owner) only",
                value: "",
                effect: "\(ours) ignores it",
                fix: .remove(field: field)
            )
        }
    }

    private static func fix(_ remark: AlbConfigSchema.Remark, _ field: FieldPath) -> Fix {
        remark.fix.map { Fix($0) } ?? .remove(field: field)
    }
}

/// `null` in the list of listeners.
private struct NullListeners {
    private let indexes: [Int]

    init(_ config: AlbConfig) { indexes = config.listeners.filter { $0.value.isNull }.map(\.index) }

    func add(_ field: FieldPath, _ profile: ControllerProfile, _ findings: inout FindingCollector) {
        findings.add(
            field,
            "is null",
            value: "null",
            effect: profile == .ack
                ? "controllers before 2.14 crash on it"
                : "the controller crashes on it as soon as an Ingress uses this AlbConfig, and never applies it before",
            fix: indexes.count > 1
                ? Fix("remove the \(indexes.count) empty list entries", removal)
                : Fix("remove the empty list entry", removal)
        )
    }

    private var removal: Edit? {
        guard indexes.count <= FindingCollector.listed else { return nil }
        return .removeElements(of: FieldPath("spec", "listeners"), at: indexes)
    }
}
