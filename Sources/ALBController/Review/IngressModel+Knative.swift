package import Kubernetes

extension IngressModel {
    /// So many users of a listener are compared for who comes first.
    private static var userLimit: Int { 256 }

    /// Listeners whose first Ingress is an older Knative object, which all Ingresses there are then read like.
    func findKnativeListeners() -> Set<ListenerKey> {
        guard let keys = facts.listeners?.listeners else { return [] }
        guard let neighbours else { return facts.hasKnativeForm ? Set(keys) : [] }
        return Set(
            keys.filter { key in
                guard facts.hasKnativeForm || !neighbours.knativeObjects(on: key).isEmpty else { return false }
                return first(on: key, neighbours).hasKnativeForm
            }
        )
    }

    private func first(on key: ListenerKey, _ neighbours: AlbConfigIngresses) -> IngressFacts {
        neighbours.users(of: key).prefix(Self.userLimit).reduce(facts) { first, name in
            guard let other = facts(of: name), IngressFacts.precedes(other, first) else { return first }
            return other
        }
    }

    /// Other Ingresses on listeners that are read like this older Knative object because it comes first there.
    package var ingressesReadLikeThis: [(key: ListenerKey, names: ObjectNames)] {
        guard facts.hasKnativeForm, let neighbours else { return [] }
        return (facts.listeners?.listeners ?? []).compactMap { key in
            let others = neighbours.users(of: key)
            guard !others.isEmpty, first(on: key, neighbours) === facts else { return nil }
            return (key, others)
        }
    }

    /// Whether the path of an older Knative object becomes a rule with the action of its annotation.
    package func makesKnativeRule(_ path: IngressPath) -> Bool {
        !knativeListeners.isEmpty && knativeFault(path) == nil
    }

    /// Paths of an older Knative object, where it is read as one, that become no rule or one without action.
    package func knativeFault(_ path: IngressPath) -> KnativeFault? {
        guard let key = facts.listeners?.listeners.first(where: knativeListeners.contains),
            !KnativeRules.endsProcess(path.service ?? "", of: facts)
        else { return nil }
        guard let actions = KnativeRules.actions(path, of: facts, onPort: key.port),
            KnativeRules.match(path, of: facts) != nil
        else { return .isLeftOut }
        return actions.isEmpty ? .hasNoAction : nil
    }
}

/// What becomes of a path that the code for older Knative objects reads.
package enum KnativeFault {
    case isLeftOut
    case hasNoAction
}
