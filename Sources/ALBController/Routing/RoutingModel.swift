package import Kubernetes

/// What the controller makes of one AlbConfig and its Ingresses: listeners, and on each the rules by priority.
///
/// Source: `run` in `model_builder.go` and `buildListenerRules` in `model_build_listener_rules.go` of
/// alibaba/alibaba-load-balancer-controller. The real controller stops at the first problem and builds nothing; the
/// model goes on and shows what would be built without the parts that have problems.
package struct RoutingModel {
    package let albConfig: ObjectName
    package let members: [IngressFacts]
    package private(set) var listeners: [ModelListener] = []
    package private(set) var problems: [GroupProblem] = []
    package private(set) var droppedCanaries: [DroppedCanary] = []
    /// Members that have paths but not a single rule.
    package private(set) var unboundMembers: [ObjectName] = []

    /// The model of an AlbConfig, with one Ingress as it is about to be stored.
    package init(
        _ config: AlbConfig,
        resolver: ClassResolver,
        changed: Ingress? = nil,
        scope: IngressGroup.Scope = .whole
    ) {
        let group = IngressGroup(
            albConfigNamed: config.metadata.name,
            resolver: resolver,
            changed: changed,
            scope: scope
        )
        self.init(config, group, profile: resolver.profile, snapshot: resolver.snapshot)
    }

    package init(_ config: AlbConfig, _ group: IngressGroup, profile: ControllerProfile, snapshot: ClusterSnapshot) {
        albConfig = ObjectName(config.metadata)
        members = group.members
        guard !config.metadata.isTerminating else { return }
        let plan = ListenerPlan(config, members: group.members, profile: profile)
        var builder = RuleBuilder(plan.listeners, plan.indexes, group.members)
        builder.build()
        var certificates = CertificatePlan(snapshot)
        for (key, index) in plan.indexes.sorted(by: { $0.value < $1.value }) {
            builder.listeners[index].certificates = certificates.certificates(
                own: builder.listeners[index].certificates,
                for: builder.members(on: key),
                on: key
            )
        }
        listeners = builder.listeners
        droppedCanaries = builder.droppedCanaries
        var found = GroupProblemList()
        if config.config == nil {
            found.add(GroupProblem(.noConfig, .groupFails, at: FieldPath("spec", "config")))
        }
        found.add(group.problems)
        found.add(plan.problems { key in plan.indexes[key].map { !builder.listeners[$0].rules.isEmpty } ?? false })
        found.add(builder.problems)
        found.add(certificates.problems)
        problems = found.all
        let bound = Set(listeners.flatMap(\.rules).map(\.ingress))
        unboundMembers = members.filter { member in
            !bound.contains(member.name) && member.ingress.rules.contains { !$0.paths.isEmpty }
        }.map(\.name)
    }

    /// The worst that happens to the AlbConfig as a whole; nil when it is built as written.
    package var worst: Consequence? { problems.map(\.consequence).max() }

    package func listener(_ key: ListenerKey) -> ModelListener? { listeners.first { $0.key == key } }

    /// The rules that one Ingress has, with their listeners.
    package func rules(of ingress: ObjectName) -> [(listener: ModelListener, rule: ModelRule)] {
        listeners.flatMap { listener in
            listener.rules.filter { $0.ingress == ingress }.map { (listener, $0) }
        }
    }
}
