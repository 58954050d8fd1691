package import Kubernetes

/// Reverse look-ups over a snapshot, so that no review searches through all objects.
package struct SnapshotIndexes: Sendable {
    private let tree: OrderedBytes

    init(snapshot: ClusterSnapshot) {
        tree = snapshot.tree
    }

    /// AlbConfigs by name alone; the oldest controller has them in namespaces.
    package func albConfigs(named name: String) -> ObjectNames {
        let found = names(.albConfigByName, name)
        if let recorder = tree.recorder, found.isEmpty { recorder.note(.albConfig, ObjectName("", name)) }
        return found
    }

    /// AlbConfigs by the ALB they name in `spec.config.id` or own in `status.loadBalancer.id`.
    package func albConfigs(ofALB id: String) -> ObjectNames { names(.albConfigByALB, id) }

    /// The first AlbConfigs of all by name, for suggestions.
    package func albConfigNames(_ limit: Int) -> [String] {
        var names: [String] = []
        _ = tree.parts(after: IndexKey(.albConfigByName).bytes, limit: limit, read: { $0.text() }) { name, whole in
            names.append(name)
            if let recorder = tree.recorder, recorder.countsWalks { _ = ObjectNames(tree, [whole]).isEmpty }
        }
        return names
    }

    /// IngressClasses that are marked as the default.
    package var defaultClasses: ObjectNames { ObjectNames(tree, [IndexKey(.defaultClass).bytes]) }

    /// IngressClasses by `spec.parameters.name`.
    package func classes(ofAlbConfig name: String) -> ObjectNames { names(.classByAlbConfig, name) }

    /// IngressClasses by `spec.controller`.
    package func classes(ofController controller: String) -> ObjectNames { names(.classByController, controller) }

    package var classesWithoutParameters: ObjectNames {
        ObjectNames(tree, [IndexKey(.classWithoutParameters).bytes])
    }

    /// Secrets by name, whatever their namespace.
    package func secrets(named name: String) -> ObjectNames { names(.secretByName, name) }

    private func names(_ index: SnapshotIndex, _ text: String) -> ObjectNames {
        var key = IndexKey(index)
        key.add(text)
        return ObjectNames(tree, [key.bytes])
    }
}

/// What two Ingresses must share for their rules to meet.
package struct HostAndPath: Hashable, Sendable {
    package var host: String
    package var path: String

    package init(host: String, path: String) {
        self.host = host
        self.path = path
    }

    /// An absent path is stored as `/`.
    package init(_ path: IngressPath) {
        host = path.host
        self.path = IngressPathPatterns.stored(path.path)
    }
}

extension Ingress {
    /// Names of the Services that rules and the default backend point to, each once, in order.
    package var serviceNames: [String] {
        var names: [String] = []
        var seen: Set<String> = []
        for backend in paths.compactMap(\.backend) + [defaultBackend].compactMap(\.self) {
            guard !backend.serviceName.isEmpty, seen.insert(backend.serviceName).inserted else { continue }
            names.append(backend.serviceName)
        }
        return names
    }
}
