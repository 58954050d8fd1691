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
        case .settingsOutside(let type, _): return wrap(found.path, type).map { tried($0, else: found) }
        case .awsForm(let converted?):
            var trial = FixTrial(review)
            let fix = Fix("write '\(converted.clipped(to: 400))'", .replace(field, with: converted))
            let redirect = AWSRedirect(review, service: service, at: field, converted)
            let other = trial.fix(redirect?.asAnnotation, else: Fix((redirect?.advice ?? "") + found.fix))
            return trial.fix(fix, else: other)
        default: return nil
        }
    }

    private func tried(_ fix: Fix, else found: CustomRuleProblem) -> Fix {
        var trial = FixTrial(review)
        return trial.fix(fix, else: Fix(found.fix))
    }

    /// One level down, all that stands beside the type, or a pair that stands in no list.
    private func wrap(_ path: JSONPointer, _ type: String) -> Fix? {
        guard let document, let index = path.tokens.first, let kind = ConditionKind(custom: type),
            let entry = document.node(at: JSONPointer([index]))
        else { return nil }
        func text(_ node: JSONNode) -> String { String(decoding: document.bytes[document.range(node)], as: UTF8.self) }
        var operations: [JSONPatch.Operation] = []
        var inner: [String] = []
        for (key, value) in document.members(entry) {
            guard let name = document.string(key), GoText.fold(name) != GoText.fold("type") else { continue }
            operations.append(.remove(path: JSONPointer([index]).appending(name)))
            let isConfig = GoText.fold(name) == GoText.fold(kind.configKey)
            guard isConfig, path.tokens.count > 1 else {
                inner.append("\(text(key)):\(text(value))")
                continue
            }
            inner.append("\"values\":[\(text(value))]")
        }
        guard operations.count <= 3 else { return nil }
        let config = "{\(inner.joined(separator: ","))}"
        operations.append(
            .add(path: JSONPointer([index]).appending(kind.configKey), value: Array(config.utf8))
        )
        return Fix("write \"\(kind.configKey)\": \(config.clipped(to: 200))", Edit(operations, inside: field))
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
