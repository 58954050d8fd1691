import ALBController
import Admission
import JSON
import Kubernetes

/// What mends one place in the JSON of an `actions.<service>` or `conditions.<service>` annotation.
struct CustomRuleRepair {
    private let review: IngressReview
    private let service: String
    private let field: FieldPath

    init(_ review: IngressReview, service: String, at field: FieldPath) {
        self.review = review
        self.service = service
        self.field = field
    }

    func fix(_ found: CustomRuleProblem) -> Fix { edit(found) ?? Fix(found.fix) }

    private func edit(_ found: CustomRuleProblem) -> Fix? {
        switch found.kind {
        case .unknownActionType(let type):
            guard let kind = CustomRuleProblem.nearestAction(type).flatMap(ActionKind.init(custom:)), isFree(for: kind)
            else { return nil }
            return retype(found.path, kind.rawValue, settings: kind.configKey)
        case .unknownConditionType(let type):
            guard let kind = CustomRuleProblem.nearestCondition(type).flatMap(ConditionKind.init(custom:)),
                kind != .sourceIP, !kind.isOfResponse, !review.facts.isCanary
            else { return nil }
            return retype(found.path, kind.rawValue, settings: kind.configKey)
        case .unknownKey where found.path.tokens.last == "PerIpQps": return renameLimit(found.path)
        case .settingsElsewhere(_, let key, let written):
            let target = JSONPointer(Array(found.path.tokens.dropLast())).appending(key)
            var trial = FixTrial(review)
            let edit = Edit([.move(from: found.path, path: target)], inside: field)
            return trial.fix(Fix("rename the key \"\(written)\" to \"\(key)\"", edit), else: Fix(found.fix))
        case .awsForm(let converted?):
            var trial = FixTrial(review)
            let fix = Fix("write '\(converted.clipped(to: 400))'", .replace(field, with: converted))
            return trial.fix(fix, else: Fix(found.fix))
        default: return nil
        }
    }

    /// Whether an action of the kind clashes with nothing: one more final action would, and so would a wrong limit.
    private func isFree(for kind: ActionKind) -> Bool {
        guard kind != .forwardGroup, kind != .trafficLimit, kind != .trafficMirror else { return false }
        guard kind.isFinal else { return true }
        guard let document, document.count(document.root) == 1 else { return false }
        return review.object.paths.allSatisfy {
            $0.backend?.serviceName != service || review.facts.usesAnnotation($0)
        }
    }

    /// The settings tell the type, if they are the only ones.
    private func retype(_ path: JSONPointer, _ type: String, settings: String) -> Fix? {
        let keys = keys(beside: path)
        guard keys.filter({ $0.hasSuffix("config") }) == [settings.lowercased()],
            keys.count(where: { $0 == "type" }) == 1
        else { return nil }
        return Fix(
            "write \"\(type)\"",
            Edit([.replace(path: path, value: Array("\"\(type)\"".utf8))], inside: field)
        )
    }

    private func renameLimit(_ path: JSONPointer) -> Fix? {
        guard keys(beside: path) == ["qps", "peripqps"] else { return nil }
        let key = JSONPointer(Array(path.tokens.dropLast())).appending("QPSPerIp")
        return Fix("rename the key to \"QPSPerIp\"", Edit([.move(from: path, path: key)], inside: field))
    }

    /// In lower case, because the controller matches without regard to it.
    private func keys(beside path: JSONPointer) -> [String] {
        guard let document, let parent = document.node(at: JSONPointer(Array(path.tokens.dropLast()))) else {
            return []
        }
        return document.members(parent).compactMap { document.string($0.key)?.lowercased() }
    }

    private var document: JSONDocument? {
        guard case .key(let name)? = field.components.last, let text = review.annotations[name] else { return nil }
        return try? JSONDocument(parsing: Array(text.utf8))
    }
}
