import Kubernetes

/// AlbConfigs that claim the same ALB, of which the controller serves one only.
package struct SharedALB: Hashable, Sendable {
    /// Of the ALB, such as `alb-0123456789abcdef01`.
    package var id: String
    /// At least two, in order; those that are being deleted are none of them.
    package var albConfigs: [ObjectName]
}

extension ClusterSnapshot {
    /// The ALBs that one AlbConfig names in `spec.config.id` and another one names too, or owns by its status.
    ///
    /// Costs a look-up for each ALB that an AlbConfig names or owns.
    package var sharedALBs: [SharedALB] {
        var shared: [SharedALB] = []
        _ = tree.parts(after: IndexKey(.albConfigByALB).bytes, limit: .max, read: { $0.text() }) { id, whole in
            let names = ObjectNames(tree, [whole])
            guard names.count > 1 else { return }
            let claims = names.prefix(.max).compactMap { name in
                albConfigs[name].flatMap { $0.metadata.isTerminating ? nil : (name: name, isNamed: $0.id == id) }
            }
            guard claims.count > 1, claims.contains(where: \.isNamed) else { return }
            shared.append(SharedALB(id: id, albConfigs: claims.map(\.name)))
        }
        return shared
    }
}
