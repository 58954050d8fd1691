package import Kubernetes

/// The Ingresses that a controller compiles into one AlbConfig, as far as the snapshot knows them.
///
/// At most ``limit`` are looked at, so that no review costs more in a larger cluster.
package struct AlbConfigGroup: Sendable {
    private static let limit = 64

    package struct Member: Sendable {
        package var name: ObjectName
        package var ingress: Ingress
        /// Empty when `listen-ports` is invalid.
        package var listeners: Set<ListenerKey>
    }

    package private(set) var members: [Member] = []
    /// Whether every Ingress was looked at, so that "none" can be concluded.
    package private(set) var isComplete: Bool

    package init(of config: AlbConfig, _ resolver: ClassResolver) {
        let snapshot = resolver.snapshot
        let name = config.metadata.name
        isComplete = snapshot.knows(.ingress) && (resolver.profile == .legacy || snapshot.knows(.ingressClass))
        var seen: Set<ObjectName> = []
        for list in Self.candidates(name, resolver) {
            for candidate in list where seen.insert(candidate).inserted {
                guard seen.count <= Self.limit else {
                    isComplete = false
                    return
                }
                guard let ingress = snapshot.ingresses[candidate], !ingress.metadata.isTerminating,
                    Self.binds(ingress, to: config, resolver)
                else { continue }
                let listeners = EffectiveListeners(ingress, profile: resolver.profile)?.listeners ?? []
                members.append(Member(name: candidate, ingress: ingress, listeners: Set(listeners)))
            }
        }
    }

    package func users(of key: ListenerKey) -> [Member] { members.filter { $0.listeners.contains(key) } }

    /// One Ingress for each listener that the group uses.
    package var userByListener: [ListenerKey: ObjectName] {
        var users: [ListenerKey: ObjectName] = [:]
        for member in members {
            for key in member.listeners where users[key] == nil { users[key] = member.name }
        }
        return users
    }

    private static func candidates(_ name: String, _ resolver: ClassResolver) -> [[ObjectName]] {
        let indexes = resolver.snapshot.indexes
        var classes = Array((indexes.classesByAlbConfig[name] ?? []).prefix(limit))
        if name == "default" {
            classes += (indexes.classesByAlbConfig[""] ?? []).prefix(limit)
            classes.append("alb")
        }
        return [indexes.ingressesByAlbConfigAnnotation[name] ?? []] + classes.map { indexes.ingressesByClass[$0] ?? [] }
    }

    private static func binds(_ ingress: Ingress, to config: AlbConfig, _ resolver: ClassResolver) -> Bool {
        let binding = resolver.binding(of: ingress)
        let name = config.metadata.name
        guard binding.isALB, binding.albConfigName == name else { return false }
        guard let found = resolver.albConfig(named: name, for: ingress.metadata.namespace) else { return true }
        return ObjectName(found.metadata) == ObjectName(config.metadata)
    }
}

extension [AlbConfigGroup.Member] {
    /// For messages: `2 Ingresses (default/a, default/b)`.
    package var list: String { map(\.name).ingressList }
}

extension [ObjectName] {
    /// For messages: `Ingress default/a`, `2 Ingresses (default/a, default/b)`.
    package var ingressList: String {
        let names = prefix(3).map(\.description).joined(separator: ", ")
        let more = count > 3 ? ", ..." : ""
        return count == 1 ? "Ingress \(names)" : "\(count) Ingresses (\(names)\(more))"
    }
}
