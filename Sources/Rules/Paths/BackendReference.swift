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
    /// Whether the controller is known to make a server group of it.
    var isBuilt: Bool

    var value: String {
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
    var isAction: Bool {
        if case .action = place { return true }
        return false
    }

    var portField: FieldPath { field("port", beta: "servicePort") }
    var nameField: FieldPath { field("name", beta: "serviceName") }

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

    /// Backends whose port is `use-annotation` are placeholders and left out; the oldest controller knows none.
    static func all(_ review: IngressReview) -> [BackendReference] {
        let facts = review.facts
        var collector = Collector(review.model)
        let readsActions = facts.hasActions && !facts.isKnative
        var seen: Set<String> = []
        for path in review.object.paths {
            guard let backend = path.backend, backend.hasService, !backend.serviceName.isEmpty else { continue }
            if !facts.usesAnnotation(path) { collector.add(path, backend) }
            guard readsActions, seen.insert(backend.serviceName).inserted,
                let actions = facts.actions(backend.serviceName)
            else { continue }
            collector.add(actions, path, .action(service: backend.serviceName))
        }
        return collector.references
    }

    private struct Collector {
        private(set) var references: [BackendReference] = []
        private var indexes: [Key: Int] = [:]
        private let model: IngressModel

        private struct Key: Hashable {
            var service: String
            var port: IngressBackendPort
        }

        init(_ model: IngressModel) {
            self.model = model
        }

        mutating func add(_ path: IngressPath, _ backend: IngressBackend) {
            let place = Place.path(rule: path.ruleIndex, index: path.index, isBeta: backend.isBeta)
            add(backend.serviceName, backend.port, place) { $0.makesServerGroup(path) }
        }

        mutating func add(_ actions: CustomActions, _ path: IngressPath, _ place: Place) {
            for config in actions.configs where ActionKind(custom: config.type) == .forwardGroup {
                for group in config.forward?.serverGroups ?? []
                where group.serverGroupID.isEmpty && !group.serviceName.isEmpty {
                    let port: IngressBackendPort = group.servicePort == 0 ? .none : .number(group.servicePort)
                    add(group.serviceName, port, place) { $0.makesRule(path) }
                }
            }
        }

        private mutating func add(
            _ service: String,
            _ port: IngressBackendPort,
            _ place: Place,
            _ isBuilt: (IngressModel) -> Bool
        ) {
            let key = Key(service: service, port: port)
            if let index = indexes[key] {
                if !references[index].isBuilt { references[index].isBuilt = isBuilt(model) }
                return
            }
            indexes[key] = references.count
            references.append(
                BackendReference(
                    service: service,
                    port: port,
                    place: place,
                    isBuilt: isBuilt(model)
                )
            )
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
