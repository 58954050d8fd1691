import Kubernetes

/// Exact questions about the Ingresses whose rules share one ALB, all but the one under review.
package struct AlbConfigIngresses {
    private let resolver: ClassResolver
    private let excluded: ObjectName?
    package let albConfigName: String?
    package let isComplete: Bool

    package init(onAlbConfig name: String?, _ resolver: ClassResolver, except excluded: ObjectName? = nil) {
        self.resolver = resolver
        self.excluded = excluded
        albConfigName = name
        isComplete = resolver.snapshot.knows(.ingress) && name != nil
    }

    package var all: ObjectNames {
        guard let albConfigName else { return names([]) }
        let indexes = resolver.snapshot.indexes
        var classes = indexes.classesByAlbConfig[albConfigName] ?? []
        if albConfigName == "default" {
            classes += (indexes.classesByAlbConfig[""] ?? []) + ["alb"]
            if resolver.profile == .legacy { classes += Array(indexes.ingressesByClass.keys) }
        }
        var found = indexes.ingressesByAlbConfigAnnotation[albConfigName] ?? []
        for name in Set(classes) { found += indexes.ingressesByClass[name] ?? [] }
        return names(found)
    }

    package func users(of listener: ListenerKey) -> ObjectNames {
        filter(all) { EffectiveListeners($0, profile: resolver.profile)?.listeners.contains(listener) == true }
    }

    package func certificateProviders(for listener: ListenerKey) -> ObjectNames {
        filter(users(of: listener)) {
            !CertificateClaim($0, on: listener.listenerProtocol, profile: resolver.profile).isEmpty
        }
    }

    package var ruleLoad: Int {
        all.names.reduce(0) { $0 + (resolver.snapshot.ingresses[$1].map(SnapshotIndexes.ruleLoad) ?? 0) }
    }

    package func holders(ofOrder order: Int) -> ObjectNames {
        names(resolver.snapshot.indexes.ingressesByOrder[order] ?? [])
    }

    package func meeting(host: String, limit: Int) -> BoundedNames {
        var found: [ObjectName] = resolver.snapshot.indexes.ingressesByHost[host] ?? []
        let indexes = resolver.snapshot.indexes
        var rest = Substring(host.hasPrefix("*.") ? host.dropFirst(2) : Substring(host))
        while let dot = rest.firstIndex(of: ".") {
            rest = rest[rest.index(after: dot)...]
            found += indexes.ingressesByHost["*.\(rest)"] ?? []
        }
        if !host.isEmpty { found += indexes.ingressesByHost[""] ?? [] }
        if host.isEmpty || host.hasPrefix("*.") {
            for (other, names) in indexes.ingressesByHost where other.hasSuffix(host.dropFirst()) { found += names }
        }
        let names = names(found).names
        return BoundedNames(names: Array(names.prefix(limit)), isComplete: names.count <= limit)
    }

    package func sharers(of path: HostAndPath) -> PathSharers {
        var sharers = PathSharers(groups: [], isComplete: isComplete)
        for name in names(resolver.snapshot.indexes.ingressesByHostAndPath[path] ?? []).names {
            guard let ingress = resolver.snapshot.ingresses[name] else { continue }
            let listeners = EffectiveListeners(ingress, profile: resolver.profile)?.listeners(forHost: path.host) ?? []
            let isCanary = CanarySettings(ingress.metadata.annotations).isCanary
            let names = ObjectNames(names: [name], isComplete: isComplete)
            sharers.groups.append(PathSharers.Group(isCanary: isCanary, listeners: listeners, names: names))
            if isCanary { sharers.canaryWeight += max(0, CanarySettings(ingress.metadata.annotations).weight) }
        }
        return sharers
    }

    private func filter(_ list: ObjectNames, _ isIncluded: (Ingress) -> Bool) -> ObjectNames {
        names(list.names.filter { resolver.snapshot.ingresses[$0].map(isIncluded) ?? false })
    }

    private func names(_ candidates: [ObjectName]) -> ObjectNames {
        let found = Set(candidates).filter { name in
            guard name != excluded, let ingress = resolver.snapshot.ingresses[name], !ingress.metadata.isTerminating
            else { return false }
            let binding = resolver.binding(of: ingress)
            return binding.isALB && binding.albConfigName == albConfigName
        }
        return ObjectNames(names: found.sorted(), isComplete: isComplete)
    }
}

package struct ObjectNames {
    package var names: [ObjectName]
    package var isComplete: Bool
    package var count: Int { names.count }
    package var isEmpty: Bool { names.isEmpty }
    package var first: ObjectName? { names.first }
    package func prefix(_ limit: Int) -> [ObjectName] { Array(names.prefix(limit)) }
    package func contains(_ name: ObjectName) -> Bool { names.contains(name) }
}

package struct BoundedNames {
    package var names: [ObjectName]
    package var isComplete: Bool
}

package struct PathSharers {
    package struct Group {
        package var isCanary: Bool
        package var listeners: [ListenerKey]?
        package var names: ObjectNames
    }
    package var groups: [Group]
    package var isComplete: Bool
    package var canaryWeight = 0
    package var mains: ObjectNames { names(false) }
    package var canaries: ObjectNames { names(true) }
    private func names(_ isCanary: Bool) -> ObjectNames {
        let names = groups.filter { $0.isCanary == isCanary }.flatMap(\.names.names).sorted()
        return ObjectNames(names: names, isComplete: isComplete)
    }
}
