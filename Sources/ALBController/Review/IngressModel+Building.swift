package import Kubernetes

/// How far the controller gets with a path: what it never builds it never stumbles over.
///
/// Without a listener there are no rules, redirecting listeners need no server groups, and a canary counts only beside
/// a main Ingress with the same host and path.
struct RuleReach {
    /// Whether the rule is made for a listener that does more than redirect.
    var forwards = false
    /// Whether it is made for a listener that only redirects.
    var redirects = false

    var isBuilt: Bool { forwards || redirects }

    mutating func add(_ key: ListenerKey, redirecting: Bool) {
        if redirecting, key.port != 443 { redirects = true } else { forwards = true }
    }
}

extension IngressModel {
    /// Whether the path is known to become a rule of its own.
    package func makesRule(_ path: IngressPath) -> Bool { reach(path).isBuilt }

    package var makesAnyRule: Bool { ingress.paths.contains(where: makesRule) }

    /// Whether some listener of the Ingress does more than redirect.
    package var hasForwardingListener: Bool { commonReach.forwards }

    /// Whether a server group for the backend of the path is known to be made.
    package func makesServerGroup(_ path: IngressPath) -> Bool {
        guard let service = path.service else { return false }
        guard facts.makesRules else { return isSharedByMain(path) }
        guard reach(path).forwards, !facts.usesAnnotation(path) else { return false }
        // Newer controllers take the annotation's action instead of the backend.
        if profile == .ack, facts.actions(service)?.actions.contains(where: \.kind.isFinal) == true { return false }
        return !canariesTakeAll(path)
    }

    /// Whether weighted canaries share the whole traffic of the path on every listener where its rule forwards.
    func canariesTakeAll(_ path: IngressPath) -> Bool {
        guard !facts.isCanary, let listeners = facts.listeners,
            let sharers = neighbours?.sharers(of: HostAndPath(path)), !sharers.canaries.isEmpty
        else { return false }
        return listeners.listeners(forHost: path.host).allSatisfy { key in
            let redirects = listeners.redirects && key.port != 443
            return redirects || knativeListeners.contains(key) || sharers.on(key).canaryWeight == 100
        }
    }

    /// The main Ingress of this weighted canary whose rule for the path leaves everything to its annotation, so that
    /// the canary gets nothing.
    package func mainLeavingToAnnotation(_ path: IngressPath) -> ObjectName? {
        guard !facts.makesRules, facts.canary.weight != 0, !isSharedByMain(path) else { return nil }
        return neighbours?.sharers(of: HostAndPath(path)).mains.prefix(Self.mainLimit).first { name in
            facts(of: name).map { main in
                main.ingress.paths.contains { HostAndPath($0) == HostAndPath(path) && main.usesAnnotation($0) }
            } ?? false
        }
    }

    /// Whether the annotations about server groups matter at all.
    package var makesAnyServerGroup: Bool {
        if ingress.paths.contains(where: makesServerGroup) { return true }
        guard facts.hasActions else { return false }
        return ingress.paths.contains { path in
            guard let service = path.service, let actions = facts.actions(service) else { return false }
            return actions.configs.contains(where: \.forwardsToService) && makesRule(path)
        }
    }

    func findCommonReach() -> RuleReach {
        guard let listeners = facts.listeners else { return RuleReach(forwards: !facts.hasKnativeForm) }
        var reach = RuleReach()
        // Older Knative objects are read by other code, which leaves out what it cannot read.
        for key in listeners.listeners where !knativeListeners.contains(key) {
            reach.add(key, redirecting: listeners.redirects)
        }
        return reach
    }

    func reach(_ path: IngressPath) -> RuleReach {
        guard facts.isCanary else { return commonReach }
        guard facts.makesRules, commonReach.isBuilt, let listeners = facts.listeners else { return RuleReach() }
        var reach = RuleReach()
        let mine = listeners.listeners(forHost: path.host).filter { !knativeListeners.contains($0) }
        for key in mainListeners(path, mine) { reach.add(key, redirecting: listeners.redirects) }
        return reach
    }

    /// Those of `keys` that a main Ingress with this host and path is on.
    private func mainListeners(_ path: IngressPath, _ keys: [ListenerKey]) -> [ListenerKey] {
        guard let sharers = neighbours?.sharers(of: HostAndPath(path)) else { return [] }
        var found: Set<ListenerKey> = []
        for group in sharers.groups where !group.isCanary { found.formUnion(group.listeners ?? []) }
        // A main Ingress counts on all its listeners, also on those where its own rule is left out.
        for name in sharers.mains.prefix(Self.mainLimit) where !found.isSuperset(of: keys) {
            found.formUnion(facts(of: name)?.listeners?.listeners ?? [])
        }
        return keys.filter(found.contains)
    }

    /// Main Ingresses of one path that are looked into.
    private static var mainLimit: Int { 8 }

    /// Whether a main Ingress makes a server group for the path of this weighted canary.
    private func isSharedByMain(_ path: IngressPath) -> Bool {
        guard facts.canary.weight != 0,
            let mine = facts.listeners?.listeners.filter({ !knativeListeners.contains($0) }),
            let mains = neighbours?.sharers(of: HostAndPath(path)).mains
        else { return false }
        return mains.prefix(Self.mainLimit).contains { name in
            guard let main = facts(of: name), let theirs = main.listeners?.listeners,
                theirs.contains(where: { mine.contains($0) && (!main.redirects || $0.port == 443) })
            else { return false }
            return main.ingress.paths.contains { HostAndPath($0) == HostAndPath(path) && !main.usesAnnotation($0) }
        }
    }
}
