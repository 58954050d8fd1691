package import Kubernetes

/// A kind that the context lacks, and why in a few words, such as `forbidden`.
package struct MissingKind: Hashable, Sendable {
    package var kind: ObjectKind
    package var reason: String

    package init(_ kind: ObjectKind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }
}

extension Reviewer {
    /// Rules for a kind that are on and say nothing while some kinds are not known, by id.
    package func silentRules(for kind: ObjectKind, without kinds: Set<ObjectKind>) -> [RuleDescription] {
        guard !kinds.isEmpty else { return [] }
        let rules = settings.rules
        return catalog.descriptions.filter { rule in
            rule.kinds.contains(kind) && !rule.needs.allSatisfy { !kinds.contains($0) } && !rules.isOff(rule)
                && rules.severity(of: rule, condition: rule.severity) != .off
        }
    }

    /// The one warning of an answer about rules that had to stay silent; nil when none had to.
    ///
    /// The same until settings or kinds change, so it is made once for many answers. At most 200 characters.
    package func silenceNote(for kind: ObjectKind, without missing: [MissingKind]) -> String? {
        let rules = silentRules(for: kind, without: Set(missing.map(\.kind)))
        guard let first = rules.first else { return nil }
        let concerned = missing.filter { missing in rules.contains { $0.needs.contains(missing.kind) } }
        let reasons = Dictionary(grouping: concerned, by: \.reason).map { reason, kinds in
            (kinds: kinds.map(\.kind.plural).sorted().joined(separator: ", "), reason: reason.clipped(to: 40))
        }
        let texts = reasons.sorted { $0.kinds < $1.kinds }.map { "\($0.kinds) cannot be read (\($0.reason))" }
        let head = texts.joined(separator: "; ").clipped(to: 140)
        let tail = rules.count > 1 ? "\(first.id) and \(rules.count - 1) more rules say" : "\(first.id) says"
        return "not checked: \(head), so \(tail) nothing"
    }
}

extension ObjectKind {
    package var plural: String {
        switch self {
        case .ingress, .ingressClass: rawValue + "es"
        case .albConfig, .service, .namespace, .secret: rawValue + "s"
        }
    }
}
