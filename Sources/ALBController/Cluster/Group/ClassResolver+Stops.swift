import Kubernetes

/// An ALB on which the controller builds nothing because of one object.
package struct StoppedALB: Hashable, Sendable {
    /// The name of its AlbConfig.
    package var albConfig: String
    /// The first of the objects that stop it; AlbConfigs come before Ingresses.
    package var culprit: ObjectReference
    /// The identifier of the rule that the culprit breaks.
    package var rule: String
}

extension ClassResolver {
    /// So many different classes and AlbConfigs of stopping Ingresses are told apart.
    private static var stopLimit: Int { 1024 }

    /// The ALBs that a stored object stops, by AlbConfig; those whose AlbConfig is known not to exist are none.
    ///
    /// Costs a few look-ups for each stopping AlbConfig and for each different binding of stopping Ingresses, however
    /// many Ingresses there are.
    package var stoppedALBs: [StoppedALB] {
        var found = stoppingAlbConfigs
        let tree = snapshot.tree
        let prefix = IndexKey(.ingressStop).bytes
        var ingresses: [String: StoppedALB] = [:]
        _ = tree.parts(after: prefix, limit: Self.stopLimit, read: { $0.binding() }) { binding, whole in
            guard let name = albConfigName(of: binding), !name.isEmpty, found[name] == nil, mayExist(name),
                let entry = ObjectNames(tree, [whole]).entries(1).first
            else { return }
            let known = ingresses[name]?.culprit.name
            if known.map({ entry.name < $0 }) ?? true { ingresses[name] = Self.stop(name, .ingress, entry) }
        }
        found.merge(ingresses) { config, _ in config }
        return found.values.sorted { $0.albConfig < $1.albConfig }
    }

    private var stoppingAlbConfigs: [String: StoppedALB] {
        var found: [String: StoppedALB] = [:]
        let tree = snapshot.tree
        _ = tree.parts(after: IndexKey(.albConfigStop).bytes, limit: Self.stopLimit, read: { $0.text() }) {
            name,
            whole in
            guard let entry = ObjectNames(tree, [whole]).entries(1).first else { return }
            found[name] = Self.stop(name, .albConfig, entry)
        }
        return found
    }

    private func mayExist(_ albConfig: String) -> Bool {
        !snapshot.knows(.albConfig) || !snapshot.indexes.albConfigs(named: albConfig).isEmpty
    }

    private static func stop(_ name: String, _ kind: ObjectKind, _ entry: ObjectNames.Entry) -> StoppedALB {
        StoppedALB(
            albConfig: name,
            culprit: ObjectReference(kind, entry.name),
            rule: String(decoding: entry.value, as: UTF8.self)
        )
    }
}
