package import ALBController
package import Kubernetes

/// The Ingresses that share an ALB: the controller compiles them into one model.
extension ReviewContext {
    /// So many Ingresses are looked at, that a review costs the same in every cluster.
    private static let limit = 64

    /// The Ingresses, but for `me` and those that go away, whose chain ends at the AlbConfig `name`; the first ones of
    /// a large group.
    package func ingresses(onAlbConfig name: String, except me: ObjectName) -> [Ingress] {
        var found: [Ingress] = []
        var seen: Set<ObjectName> = [me]
        for candidate in candidates(name).prefix(4 * Self.limit) where seen.insert(candidate).inserted {
            guard found.count < Self.limit else { break }
            guard let ingress = snapshot.ingresses[candidate], !ingress.metadata.isTerminating else { continue }
            let binding = resolver.binding(of: ingress)
            if binding.isALB, binding.albConfigName == name { found.append(ingress) }
        }
        return found
    }

    private func candidates(_ name: String) -> some Sequence<ObjectName> {
        let indexes = snapshot.indexes
        var classes = indexes.classesByAlbConfig[name] ?? []
        // An empty parameter, and the annotation "alb" without a class, both mean this name.
        if name == "default" { classes += (indexes.classesByAlbConfig[""] ?? []) + ["alb"] }
        let lists = [indexes.ingressesByAlbConfigAnnotation[name] ?? []]
        return (lists + classes.map { indexes.ingressesByClass[$0] ?? [] }).joined()
    }
}
