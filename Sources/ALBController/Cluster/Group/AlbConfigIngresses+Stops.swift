package import Kubernetes

/// An object that stops the controller for its ALB.
package struct StandingStop: Hashable, Sendable {
    package var kind: ObjectKind
    package var name: ObjectName
    /// The identifier of the rule that it breaks.
    package var rule: String
}

extension AlbConfigIngresses {
    /// The Ingresses that stop this ALB by themselves.
    package var stoppingIngresses: ObjectNames { names(keys(.ingressStop)) }

    /// How many objects stop this ALB, and the first: AlbConfigs come before Ingresses.
    ///
    /// While an AlbConfig is reviewed, its own stop is left out.
    package func stops(withAlbConfig: Bool = true) -> (first: StandingStop?, count: Int) {
        var key = IndexKey(.albConfigStop)
        key.add(albConfigName)
        let configs = ObjectNames(tree, withAlbConfig ? [key.bytes] : [])
        let ingresses = stoppingIngresses
        let first =
            configs.entries(1).first.map { Self.stop(.albConfig, $0) }
            ?? ingresses.entries(1).first.map { Self.stop(.ingress, $0) }
        guard let first else { return (nil, 0) }
        return (first, configs.count + ingresses.count)
    }

    private static func stop(_ kind: ObjectKind, _ entry: ObjectNames.Entry) -> StandingStop {
        StandingStop(kind: kind, name: entry.name, rule: String(decoding: entry.value, as: UTF8.self))
    }
}
