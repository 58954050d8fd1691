/// The Ingresses of an ALB that have one host and path, which is all that main Ingresses and canaries are paired by.
package struct PathSharers: Sendable {
    /// Ingresses that are alike in what decides about pairs.
    package struct Group: Sendable {
        package var isCanary: Bool
        /// Where the rules of the path land; nil for more listeners than an ALB can have.
        package var listeners: [ListenerKey]?
        package var names: ObjectNames
        fileprivate var key: [UInt8]
    }

    package fileprivate(set) var groups: [Group]
    /// Whether all groups are there.
    package fileprivate(set) var isComplete: Bool
    fileprivate let ingresses: AlbConfigIngresses

    package var mains: ObjectNames { names(isCanary: false) }
    package var canaries: ObjectNames { names(isCanary: true) }

    /// The sum of the weights of the canaries that decide by weight, each from 0 to 1 000 000.
    package var canaryWeight: Int { canaries.weight }

    /// Only those with a rule on a listener.
    package func on(_ listener: ListenerKey) -> PathSharers {
        var copy = self
        copy.groups.removeAll { $0.listeners?.contains(listener) == false }
        if copy.groups.contains(where: { $0.listeners == nil }) { copy.isComplete = false }
        return copy
    }

    private func names(isCanary: Bool) -> ObjectNames {
        ingresses.names(groups.filter { $0.isCanary == isCanary }.map(\.key), isComplete: isComplete)
    }
}

extension AlbConfigIngresses {
    /// So many groups with different listeners are told apart.
    private static var groupLimit: Int { 256 }

    package func sharers(of path: HostAndPath) -> PathSharers {
        var sharers = PathSharers(groups: [], isComplete: isComplete, ingresses: self)
        let variants = ProfileVariant.of(resolver.profile).map(\.rawValue)
        for binding in keys(.path) {
            var key = IndexKey(raw: binding)
            key.add(path)
            let isWhole = tree.parts(after: key.bytes, limit: Self.groupLimit) { reader in
                (reader.byte(), reader.byte(), reader.landing())
            } _: { part, prefix in
                guard variants.contains(part.1) else { return }
                let names = names([prefix])
                guard !names.isEmpty else { return }
                let group = PathSharers.Group(isCanary: part.0 == 2, listeners: part.2, names: names, key: prefix)
                sharers.groups.append(group)
            }
            if !isWhole { sharers.isComplete = false }
        }
        return sharers
    }

    /// How many paths with this host they have; those that land elsewhere for older controllers count twice.
    package func pathCount(ofHost host: String) -> Int {
        keys(.path).reduce(0) { sum, binding in
            var key = IndexKey(raw: binding)
            key.add(host)
            return sum + tree.count(in: key.prefix)
        }
    }
}
