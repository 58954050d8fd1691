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

    mutating func all() -> [Ingress] {
        let indexes = snapshot.indexes
        var classes = indexes.classesByAlbConfig[albConfigName] ?? []
        if albConfigName == "default" {
            // A class that is not there, or one whose parameters have no name, leads to the AlbConfig "default".
            classes += ["alb"] + (indexes.classesByAlbConfig[""] ?? [])
            if resolver.profile == .legacy { classes += Array(indexes.ingressesByClass.keys) }
        }
        var names = indexes.ingressesByAlbConfigAnnotation[albConfigName] ?? []
        for name in Set(classes) { names += indexes.ingressesByClass[name] ?? [] }
        return members(names)
    }

    mutating func neighbours(of changed: Ingress?) -> [Ingress] {
        guard let changed else { return [] }
        let indexes = snapshot.indexes
        var names: [ObjectName] = []
        for host in Set(changed.rules.map(\.host)) { names += indexes.ingresses(meetingHost: host) }
        if case .explicit(let order) = GroupOrder(changed.metadata.annotations) {
            names += indexes.ingressesByOrder[order] ?? []
        }
        return members(names)
    }

    private func members(_ names: [ObjectName]) -> [Ingress] {
        Set(names).compactMap { snapshot.ingresses[$0] }.filter(isMember)
    }

    /// The loader resolves the class of every Ingress it takes, also of those that end up in other groups.
    func classProblems(with changed: Ingress?) -> [GroupProblem] {
        guard resolver.profile != .legacy else { return [] }
        let changedName = changed.map { ObjectName($0.metadata) }
        var problems: [GroupProblem] = []
        for (name, ingressClass) in snapshot.ingressClasses.sorted(by: { $0.key < $1.key })
        where ingressClass.parameters == nil {
            let users = (snapshot.indexes.ingressesByClass[name] ?? []).lazy.filter { $0 != changedName }
                .compactMap { snapshot.ingresses[$0] }
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
