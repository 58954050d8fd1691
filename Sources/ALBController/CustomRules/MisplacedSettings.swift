import JSON
import Kubernetes

/// Settings of an action or a condition that stand under another key than the one its type reads.
enum MisplacedSettings {
    /// The problems with one in place of "there are none" and "unknown key" for the same settings.
    static func merge(_ problems: [CustomRuleProblem], in document: JSONDocument) -> [CustomRuleProblem] {
        guard problems.contains(where: { wanted($0.kind) != nil }) else { return problems }
        var merged: [CustomRuleProblem] = []
        var explained: Set<JSONPointer> = []
        for problem in problems {
            guard let (type, key) = wanted(problem.kind), let index = problem.path.tokens.first else {
                merged.append(problem)
                continue
            }
            guard let written = onlySettings(of: index, besides: key, in: document) else {
                guard let outside = outside(index, problem.kind, in: document) else {
                    merged.append(problem)
                    continue
                }
                explained.formUnion(outside.places)
                merged.append(
                    CustomRuleProblem(
                        .settingsOutside(type: type, key: outside.isPair ? "\(key).Values" : key),
                        at: outside.isPair ? problem.path : JSONPointer([index]),
                        value: key,
                        problem.consequence
                    )
                )
                continue
            }
            let place = JSONPointer([index]).appending(written)
            explained.insert(place)
            merged.append(
                CustomRuleProblem(
                    .settingsElsewhere(type: type, key: key, written: written.clippedPrefix),
                    at: place,
                    value: written.clippedPrefix,
                    problem.consequence
                )
            )
        }
        return merged.filter { $0.kind != .unknownKey || !explained.contains($0.path) }
    }

    /// `values` beside the type, or the key and value of a pair that stands in no list.
    private static func outside(
        _ index: String,
        _ kind: CustomRuleProblem.Kind,
        in document: JSONDocument
    ) -> (places: [JSONPointer], isPair: Bool)? {
        guard case .noValues(let condition) = kind, let entry = document.node(at: JSONPointer([index])) else {
            return nil
        }
        let loose = names(["key", "values"], in: entry, document)
        if loose.contains(where: { GoText.fold($0) == GoText.fold("values") }) {
            return (loose.map { JSONPointer([index]).appending($0) }, false)
        }
        guard condition == .cookie || condition == .queryString,
            let config = document.members(entry).first(where: { key, _ in
                document.string(key).map { GoText.fold($0) == GoText.fold(condition.configKey) } ?? false
            }), let written = document.string(config.key)
        else { return nil }
        let pair = names(["key", "value"], in: config.value, document)
        return pair.count == 2 ? (pair.map { JSONPointer([index]).appending(written).appending($0) }, true) : nil
    }

    /// As they are spelt there.
    private static func names(_ wanted: [String], in object: JSONNode, _ document: JSONDocument) -> [String] {
        document.members(object).prefix(64).compactMap { key, _ in
            document.string(key).flatMap { name in
                wanted.contains { GoText.fold(name) == GoText.fold($0) } ? name : nil
            }
        }
    }

    private static func wanted(_ kind: CustomRuleProblem.Kind) -> (type: String, key: String)? {
        switch kind {
        case .missingConfig(let kind): (kind.rawValue, kind.configKey)
        case .noValues(let kind): (kind.rawValue, kind.configKey)
        default: nil
        }
    }

    /// The key of the one object in an entry, when it is not the one that is read.
    private static func onlySettings(of index: String, besides key: String, in document: JSONDocument) -> String? {
        guard let entry = document.node(at: JSONPointer([index])), document.kind(entry) == .object else { return nil }
        var found: [String] = []
        for (name, value) in document.members(entry).prefix(64) where document.count(value) > 0 {
            guard document.kind(value) == .object, let name = document.string(name) else { continue }
            found.append(name)
        }
        guard found.count == 1, let only = found.first, GoText.fold(only) != GoText.fold(key) else { return nil }
        return only
    }
}
