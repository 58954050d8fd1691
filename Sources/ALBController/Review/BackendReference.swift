package import Kubernetes

/// A Service port that an Ingress sends requests to, in a path or in a ForwardGroup action.
///
/// Each pair of Service and port is listed once, at its first place; the place's identity leaves out host and path, so
/// a path that is added in front makes no new fault of an old one.
package struct BackendReference {
    package let service: String
    package let port: IngressBackendPort
    private let place: Place

    package var value: String {
        switch port {
        case .none: service
        case .number(let number): "\(service):\(number)"
        case .name(let name): "\(service):\(name)"
        }
    }

    /// Where it stands; paths are built only when a finding needs them.
    private enum Place {
        case path(rule: Int, index: Int, isBeta: Bool)
        case action(service: String)
    }

    /// Whether it stands in an `actions.<service>` annotation.
    package var isAction: Bool {
        if case .action = place { return true }
        return false
    }

    package var portField: FieldPath { field("port", beta: "servicePort") }
    package var nameField: FieldPath { field("name", beta: "serviceName") }

    /// Of the backend's Service, or the whole annotation.
    private func field(_ name: String, beta: String) -> FieldPath {
        switch place {
        case .action(let service): return FieldPath.annotation("\(AnnotationKey.actionsPrefix)\(service)")
        case .path(let rule, let index, let isBeta):
            let backend = FieldPath(components: [
                .key("spec"), .key("rules"), .element(index: rule, identity: ""), .key("http"), .key("paths"),
                .element(index: index, identity: ""), .key("backend"),
            ])
            return isBeta ? backend.key(beta) : backend.key("service").key(name)
        }
    }
}

extension BackendReference {
    /// Backends whose port is `use-annotation` are placeholders and left out, except in a canary by weight, of which only
    /// the backend is read; the oldest controller knows no placeholders.
    static func all(_ facts: IngressFacts) -> [BackendReference] {
        var list = List()
        let readsActions = facts.hasActions && facts.makesRules
        var seen: Set<String> = []
        for path in facts.ingress.paths {
            guard let backend = path.backend, backend.hasService, !backend.serviceName.isEmpty else { continue }
            if !facts.hasKnativeForm, !facts.usesAnnotation(path) || !facts.makesRules {
                let place = Place.path(rule: path.ruleIndex, index: path.index, isBeta: backend.isBeta)
                list.add(backend.serviceName, backend.port, place)
            }
            guard readsActions, seen.insert(backend.serviceName).inserted else { continue }
            for group in facts.forwards(backend.serviceName) {
                list.add(group.serviceName, group.port, .action(service: backend.serviceName))
            }
        }
        return list.references
    }

    struct Key: Hashable {
        var service: String
        var port: IngressBackendPort
    }

    fileprivate var key: Key { Key(service: service, port: port) }

    private struct List {
        private(set) var references: [BackendReference] = []
        private var known: Set<Key> = []

        mutating func add(_ service: String, _ port: IngressBackendPort, _ place: Place) {
            guard known.insert(Key(service: service, port: port)).inserted else { return }
            references.append(BackendReference(service: service, port: port, place: place))
        }
    }
}

extension IngressModel {
    /// Whether the controller is known to make a server group of it.
    ///
    /// Asked only where something is wrong with it, for it takes a look at the neighbours.
    package func makesServerGroup(of reference: BackendReference) -> Bool { builtBackends.contains(reference.key) }

    func findBuiltBackends() -> Set<BackendReference.Key> {
        var built: Set<BackendReference.Key> = []
        var forwarding: Set<String> = []
        for path in ingress.paths {
            guard let service = path.service else { continue }
            if !facts.hasKnativeForm, let port = path.backend?.port {
                let key = BackendReference.Key(service: service, port: port)
                if !built.contains(key), makesServerGroup(path) { built.insert(key) }
            }
            guard facts.hasActions, facts.makesRules, !forwarding.contains(service),
                facts.hasKnativeForm ? makesKnativeRule(path) : makesRule(path)
            else { continue }
            forwarding.insert(service)
            for group in facts.forwards(service) {
                built.insert(BackendReference.Key(service: group.serviceName, port: group.port))
            }
        }
        return built
    }
}

extension IngressFacts {
    /// The Services that the actions of one forward to.
    fileprivate func forwards(_ service: String) -> [ServerGroupConfig] {
        guard !hasKnativeForm else { return knativeGroups(service) }
        return (actions(service)?.configs ?? []).lazy.filter { ActionKind(custom: $0.type) == .forwardGroup }
            .flatMap { $0.forward?.serverGroups ?? [] }
            .filter { $0.serverGroupID.isEmpty && !$0.serviceName.isEmpty }
    }
}

extension ServerGroupConfig {
    fileprivate var port: IngressBackendPort { servicePort == 0 ? .none : .number(servicePort) }
}
