import ALBController
import Admission
import Kubernetes

/// A Service port that an Ingress sends requests to, in a path or in a ForwardGroup action.
///
/// Each pair of Service and port is listed once, at its first place; the place's identity leaves out host and path, so
/// a path that is added in front makes no new fault of an old one.
struct BackendReference {
    var service: String
    var port: IngressBackendPort
    private var place: Place

    var value: String {
        switch port {
        case .none: service
        case .number(let number): "\(service):\(number)"
        case .name(let name): "\(service):\(name)"
        }
    }

    /// Where it stands; paths are built only when a finding needs them.
    private enum Place {
        case path(rule: Int, index: Int)
        case action(service: String)
    }

    /// Whether it stands in an `actions.<service>` annotation.
    var isAction: Bool {
        if case .action = place { return true }
        return false
    }

    var portField: FieldPath { isAction ? field : field.key("port") }
    var nameField: FieldPath { isAction ? field : field.key("name") }

    /// Of the backend's Service, or of the annotation.
    private var field: FieldPath {
        switch place {
        case .action(let service): return FieldPath.annotation("\(AnnotationKey.actionsPrefix)\(service)")
        case .path(let rule, let index):
            return FieldPath(components: [
                .key("spec"), .key("rules"), .element(index: rule, identity: ""), .key("http"), .key("paths"),
                .element(index: index, identity: ""), .key("backend"), .key("service"),
            ])
        }
    }

    /// Backends whose port is `use-annotation` are placeholders and left out, except in a canary by weight, of which only
    /// the backend is read; the oldest controller knows no placeholders.
    static func all(_ review: IngressReview) -> [BackendReference] {
        let facts = review.facts
        var collector = Collector()
        let readsActions = facts.hasActions && facts.makesRules
        var seen: Set<String> = []
        for path in review.object.paths {
            guard let backend = path.backend, backend.hasService, !backend.serviceName.isEmpty else { continue }
            guard !facts.hasKnativeForm else {
                guard seen.insert(backend.serviceName).inserted else { continue }
                for group in facts.knativeGroups(backend.serviceName) {
                    collector.add(group.serviceName, port(of: group), .action(service: backend.serviceName))
                }
                continue
            }
            if !facts.usesAnnotation(path) || !facts.makesRules {
                let place = Place.path(rule: path.ruleIndex, index: path.index)
                collector.add(backend.serviceName, backend.port, place)
            }
            guard readsActions, seen.insert(backend.serviceName).inserted,
                let actions = facts.actions(backend.serviceName)
            else { continue }
            for group in forwards(actions) {
                collector.add(group.serviceName, port(of: group), .action(service: backend.serviceName))
            }
        }
        return collector.references
    }

    /// Whether the controller is known to make a server group of it.
    ///
    /// Asked only where something is wrong with it, for it takes a look at the neighbours.
    func isBuilt(_ review: IngressReview) -> Bool {
        let facts = review.facts
        return review.object.paths.contains { path in
            guard let backend = path.backend, backend.hasService else { return false }
            guard !facts.hasKnativeForm else {
                return isOne(of: facts.knativeGroups(backend.serviceName)) && review.model.makesKnativeRule(path)
            }
            if backend.serviceName == service, backend.port == port, review.model.makesServerGroup(path) { return true }
            guard facts.hasActions, facts.makesRules, let actions = facts.actions(backend.serviceName),
                isOne(of: Self.forwards(actions))
            else { return false }
            return review.model.makesRule(path)
        }
    }

    private func isOne(of groups: [ServerGroupConfig]) -> Bool {
        groups.contains { $0.serviceName == service && Self.port(of: $0) == port }
    }

    /// The Services that actions forward to.
    private static func forwards(_ actions: CustomActions) -> [ServerGroupConfig] {
        actions.configs.lazy.filter { ActionKind(custom: $0.type) == .forwardGroup }
            .flatMap { $0.forward?.serverGroups ?? [] }
            .filter { $0.serverGroupID.isEmpty && !$0.serviceName.isEmpty }
    }

    private static func port(of group: ServerGroupConfig) -> IngressBackendPort {
        group.servicePort == 0 ? .none : .number(group.servicePort)
    }

    private struct Collector {
        private(set) var references: [BackendReference] = []
        private var known: Set<Key> = []

        private struct Key: Hashable {
            var service: String
            var port: IngressBackendPort
        }

        mutating func add(_ service: String, _ port: IngressBackendPort, _ place: Place) {
            guard known.insert(Key(service: service, port: port)).inserted else { return }
            references.append(BackendReference(service: service, port: port, place: place))
        }
    }
}

extension IngressReview {
    /// The Service of that name in the namespace of the Ingress; one that is being deleted counts as gone.
    func service(_ name: String) -> Service? {
        snapshot.services[ObjectName(object.metadata.namespace, name)].flatMap {
            $0.metadata.isTerminating ? nil : $0
        }
    }
}
