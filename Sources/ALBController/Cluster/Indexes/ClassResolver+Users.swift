package import Kubernetes

/// Which Ingresses of ALB use an object, told from those of other controllers by their bindings.
extension ClassResolver {
    /// So many different classes and AlbConfigs among the users of one object are told apart.
    private static var bindingLimit: Int { 1024 }

    /// ALB's Ingresses that have the Service as a backend.
    package func users(ofService service: ObjectName) -> ObjectNames { users(.serviceUser, of: service) }

    /// The ports of a Service that backends of ALB's Ingresses name, with their users, up to a number of ports.
    package func portUsers(
        ofService service: ObjectName,
        limit: Int = 256
    ) -> (ports: [(port: IngressBackendPort, users: ObjectNames)], isComplete: Bool) {
        var key = IndexKey(.servicePortUser)
        key.add(service)
        let tree = snapshot.tree
        var ports: [(IngressBackendPort, ObjectNames)] = []
        let isComplete = tree.parts(after: key.bytes, limit: limit, read: { $0.backendPort() }) { port, prefix in
            let names = albNames(after: prefix)
            if !names.isEmpty { ports.append((port, names)) }
        }
        return (ports, isComplete)
    }

    /// ALB's Ingresses that name the Secret in `spec.tls`.
    ///
    /// The oldest controller reads none.
    package func users(ofSecret secret: ObjectName) -> ObjectNames {
        profile == .legacy ? ObjectNames(snapshot.tree, []) : users(.secretUser, of: secret)
    }

    /// The hosts for which ALB's Ingresses name the Secret, with those Ingresses, up to a number of hosts.
    package func hosts(
        ofSecret secret: ObjectName,
        limit: Int = 1024
    ) -> (hosts: [(host: String, users: ObjectNames)], isComplete: Bool) {
        var key = IndexKey(.secretHost)
        key.add(secret)
        var hosts: [(String, ObjectNames)] = []
        let isComplete = snapshot.tree.parts(after: key.bytes, limit: limit, read: { $0.text() }) { host, prefix in
            let names = albNames(after: prefix)
            if !names.isEmpty { hosts.append((host, names)) }
        }
        return (hosts, isComplete)
    }

    /// Ingresses that carry a class name in the field, or without it in the annotation.
    package func users(ofClass name: String, withoutAlbConfig: Bool = false) -> ObjectNames {
        var key = IndexKey(.classUser)
        key.add(name)
        let prefixes = (withoutAlbConfig ? [1] : [1, 2] as [UInt8]).map { key.bytes + [$0] }
        return ObjectNames(snapshot.tree, prefixes, isComplete: snapshot.knows(.ingress))
    }

    private func users(_ index: SnapshotIndex, of object: ObjectName) -> ObjectNames {
        var key = IndexKey(index)
        key.add(object)
        return albNames(after: key.bytes)
    }

    private func albNames(after prefix: [UInt8]) -> ObjectNames {
        var prefixes: [[UInt8]] = []
        let isWhole = snapshot.tree.parts(after: prefix, limit: Self.bindingLimit, read: { $0.binding() }) {
            binding,
            whole in
            if isALB(binding) { prefixes.append(whole) }
        }
        return ObjectNames(snapshot.tree, prefixes, isComplete: isWhole && snapshot.knows(.ingress))
    }
}

extension IndexKeyReader {
    mutating func backendPort() -> IngressBackendPort {
        switch byte() {
        case 2: .number(Int(text()) ?? 0)
        case 3: .name(text())
        default: .none
        }
    }
}
