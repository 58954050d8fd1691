import ALBController
import Admission
import JSON
import Kubernetes

/// A key of an AlbConfig that no controller knows, and what it may have been meant to be.
struct UnknownField {
    var field: FieldPath
    var name: String
    /// What could stand beside it.
    var table: AlbConfigSchema.Table
    var config: AlbConfig
    var profile: ControllerProfile

    private static let ignored = "the controller ignores it"

    typealias Trial = FixTrial<ObjectReview<AlbConfig>>

    func add(to findings: inout FindingCollector, _ trial: inout Trial) {
        if findings.isFull {
            // It is only counted, so nothing needs to be looked up.
            findings.advise(field, "unknown field", value: name)
        } else if let meant = table.fieldIgnoringCase(name) {
            findings.advise(
                field,
                "must be written \(meant.name)",
                value: name,
                effect: profile == .ack ? "controllers before 2.14 ignore it" : Self.ignored,
                fix: tried(rename(to: meant), meant.name, &trial)
            )
        } else if let meant = FieldAliases.field(name, in: table) {
            // A listener without port or protocol is refused for that, with the name that it has them under.
            if table.field("protocol") != nil, meant.name == "port" || meant.name == "protocol",
                !isThere(FieldPath(components: field.components.dropLast()).key(meant.name))
            {
                return
            }
            findings.advise(
                field,
                "unknown field, it is called \(meant.name)",
                value: name,
                effect: Self.ignored,
                fix: tried(rename(to: meant), meant.name, &trial)
            )
        } else if let home = AlbConfigSchema.homes[Letters.of(name)] {
            add(home, to: &findings, &trial)
        } else if let place = FieldAliases.elsewhere(name) {
            findings.advise(field, "unknown field", value: name, effect: Self.ignored, fix: Fix(place))
        } else if let meant = Suggestion.nearest(to: name, in: table.fields.lazy.map(\.name)) {
            findings.advise(
                field,
                "unknown field (did you mean \(meant)?)",
                value: name,
                effect: Self.ignored,
                fix: tried(renameToOnly, meant, &trial)
            )
        } else if let home = home {
            add(home, to: &findings, &trial)
        } else {
            findings.advise(
                field,
                "unknown field",
                value: name,
                effect: Self.ignored,
                fix: .remove(field: field)
            )
        }
    }

    private func add(_ home: AlbConfigSchema.Home, to findings: inout FindingCollector, _ trial: inout Trial) {
        findings.advise(
            field,
            "unknown field here, it belongs to \(home.parent)",
            value: name,
            effect: Self.ignored,
            fix: tried(move(to: home), "\(home.parent).\(home.field.name)", &trial)
        )
    }

    /// Under its right name a value may be as wrong as under the other.
    private func tried(_ fix: Fix, _ meant: String, _ trial: inout Trial) -> Fix {
        guard fix.edit != nil else { return fix }
        return trial.fix(fix, else: Fix("give it the name \(meant), and mend what that brings to light"))
    }

    /// The only place of a field with these letters.
    private var home: AlbConfigSchema.Home? {
        Letters.withoutOwner(Letters.of(name)).lazy.compactMap { AlbConfigSchema.homes[$0] }.first
    }

    private var renameToOnly: Fix {
        Suggestion.onlyNearest(to: name, in: table.fields.lazy.map(\.name)).flatMap(table.field).map(rename)
            ?? "give it the name that is meant, or remove it"
    }

    /// Only where the value keeps its meaning under the other name.
    private func rename(to meant: AlbConfigSchema.Field) -> Fix {
        let parent = FieldPath(components: field.components.dropLast())
        let target = parent.key(meant.name)
        if isThere(target) { return Fix("keep one of the two; \(meant.name) is there as well") }
        if let reason = objection(to: meant) { return reason }
        return Fix("rename it to \(meant.name)", .move(field, to: target, in: config.source))
    }

    private func move(to home: AlbConfigSchema.Home) -> Fix {
        if let reason = objection(to: home.field) { return reason }
        guard let path = home.path else { return Fix("move it to an entry of \(home.parent)") }
        if isThere(path) { return Fix("keep one of the two; \(path) is there as well") }
        // The oldest controller wants a whole spec.config as soon as there is one, and the managed one vSwitches in it.
        if profile != .lbc, config.config == nil {
            return Fix("move it to \(home.parent), with the others it needs")
        }
        return Fix("move it to \(home.parent)", .move(field, to: path, in: config.source))
    }

    private func isThere(_ place: FieldPath) -> Bool {
        config.source.document.node(at: place.pointer, from: config.source.node) != nil
    }

    /// Why the value would do no better in the field that seems to be meant.
    private func objection(to meant: AlbConfigSchema.Field) -> Fix? {
        if let remark = meant.remark, remark.profiles.contains(profile) {
            return remark.fix.map { Fix($0) } ?? .remove(field: field)
        }
        guard meant.since.isKnown(to: profile) else { return .remove(field: field) }
        guard let node = config.source.document.node(at: field.pointer, from: config.source.node) else { return nil }
        let value = JSONValue(config.source.document, node)
        guard !AlbConfigShape.allows(value, in: meant.type) else { return nil }
        // A list or an object may hold names that are to be mended first.
        return value.kind == .array || value.kind == .object
            ? Fix("give it the name \(meant.name), and mend what is in it")
            : Fix("write \(meant.name), with a value of its type")
    }
}
