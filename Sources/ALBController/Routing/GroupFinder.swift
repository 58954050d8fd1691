import Kubernetes

/// Finds an AlbConfig's Ingresses through the snapshot's indexes.
struct GroupFinder {
    private let albConfigName: String
    private let resolver: ClassResolver
    private var snapshot: ClusterSnapshot { resolver.snapshot }

    init(albConfigName: String, resolver: ClassResolver) {
        self.albConfigName = albConfigName
        self.resolver = resolver
    }

    func isMember(_ ingress: Ingress) -> Bool {
        guard !ingress.metadata.isTerminating, !albConfigName.isEmpty else { return false }
        let binding = resolver.binding(of: ingress)
        return binding.isALB && binding.albConfigName == albConfigName
    }

    mutating func all() -> [Ingress] { members(ingresses.all.prefix(.max)) }

    mutating func neighbours(of changed: Ingress?) -> [Ingress] {
        guard let changed else { return [] }
        var names: [ObjectName] = []
        for host in Set(changed.rules.map(\.host)) { names += ingresses.meeting(host: host, limit: .max).names }
        if case .explicit(let order) = GroupOrder(changed.metadata.annotations) {
            names += ingresses.holders(ofOrder: order).prefix(.max)
        }
        return members(names)
    }

    private var ingresses: AlbConfigIngresses { AlbConfigIngresses(onAlbConfig: albConfigName, resolver) }

    private func members(_ names: [ObjectName]) -> [Ingress] {
        Set(names).compactMap { snapshot.ingresses[$0] }.filter(isMember)
    }

    /// The loader resolves the class of every Ingress it takes, also of those that end up in other groups.
    func classProblems(with changed: Ingress?) -> [GroupProblem] {
        guard resolver.profile != .legacy else { return [] }
        let changedName = changed.map { ObjectName($0.metadata) }
        var problems: [GroupProblem] = []
        for name in snapshot.indexes.classesWithoutParameters.prefix(.max).map(\.name) {
            let users = resolver.users(ofClass: name, withoutAlbConfig: true).prefix(64).lazy
                .filter { $0 != changedName }.compactMap { snapshot.ingresses[$0] }
            let candidates = [changed].compactMap(\.self).filter { $0.className == name }
            guard let user = candidates.first(where: needsClass) ?? users.first(where: needsClass) else { continue }
            let field = FieldPath("spec", "ingressClassName")
            let kind = GroupProblem.Kind.classWithoutParameters(name)
            problems.append(GroupProblem(kind, .groupFails, of: ObjectName(user.metadata), at: field))
        }
        return problems
    }

    private func needsClass(_ ingress: Ingress) -> Bool {
        resolver.binding(of: ingress).isALB && !ingress.metadata.annotations.contains(AnnotationKey.albConfigName)
    }
}

extension Ingress {
    /// From the field, else from the annotation.
    package var className: String? { ingressClassName ?? metadata.annotations[AnnotationKey.ingressClass] }
}
