import ALBController
import Kubernetes

/// A Service port that an Ingress sends requests to, in a path or in a ForwardGroup action.
///
/// Each pair of Service and port is listed once, at its first place; the place's identity leaves out host and path, so
/// a path that is added in front makes no new fault of an old one.
struct BackendReference {
    var service: String
    var port: IngressBackendPort
    /// Of the backend's Service, or of the annotation.
    var field: FieldPath
    /// Whether it stands in an `actions.<service>` annotation.
    var isAction: Bool
    /// Whether the controller is known to make a server group of it.
    var isBuilt: Bool

    var value: String {
        switch port {
        case .none: service
        case .number(let number): "\(service):\(number)"
        case .name(let name): "\(service):\(name)"
        }
    }

    var portField: FieldPath { isAction ? field : field.key("port") }
    var nameField: FieldPath { isAction ? field : field.key("name") }

    /// Backends whose port is `use-annotation` are placeholders and left out; the oldest controller knows none.
    static func all(_ review: IngressReview) -> [BackendReference] {
        var collector = Collector(RuleBuilding(review))
        let readsActions = !review.isKnative && review.profile != .legacy
        var actions = readsActions ? review.annotations.byService(AnnotationKey.actionsPrefix) : [:]
        for path in review.object.paths {
            guard let backend = path.backend, backend.hasService, !backend.serviceName.isEmpty else { continue }
            if backend.port != .useAnnotation || review.profile == .legacy { collector.add(path, backend) }
            guard let text = actions.removeValue(forKey: backend.serviceName) else { continue }
            let key = "\(AnnotationKey.actionsPrefix)\(backend.serviceName)"
            collector.add(CustomActions(text, of: review.name), path, IngressReview.field(key))
        }
        return collector.references
    }

    private struct Collector {
        private(set) var references: [BackendReference] = []
        private var indexes: [Key: Int] = [:]
        private let building: RuleBuilding

        private struct Key: Hashable {
            var service: String
            var port: IngressBackendPort
        }

        init(_ building: RuleBuilding) {
            self.building = building
        }

        mutating func add(_ path: IngressPath, _ backend: IngressBackend) {
            let field = FieldPath("spec", "rules").index(path.ruleIndex, identity: "").key("http").key("paths")
                .index(path.index, identity: "").key("backend").key("service")
            add(backend.serviceName, backend.port, field, isAction: false) { $0.makesServerGroup(path) }
        }

        mutating func add(_ actions: CustomActions, _ path: IngressPath, _ field: FieldPath) {
            for config in actions.configs where ActionKind(custom: config.type) == .forwardGroup {
                for group in config.forward?.serverGroups ?? []
                where group.serverGroupID.isEmpty && !group.serviceName.isEmpty {
                    let port: IngressBackendPort = group.servicePort == 0 ? .none : .number(group.servicePort)
                    add(group.serviceName, port, field, isAction: true) { $0.makesRule(path) }
                }
            }
        }

        private mutating func add(
            _ service: String,
            _ port: IngressBackendPort,
            _ field: FieldPath,
            isAction: Bool,
            _ isBuilt: (RuleBuilding) -> Bool
        ) {
            let key = Key(service: service, port: port)
            if let index = indexes[key] {
                if !references[index].isBuilt { references[index].isBuilt = isBuilt(building) }
                return
            }
            indexes[key] = references.count
            references.append(
                BackendReference(
                    service: service,
                    port: port,
                    field: field,
                    isAction: isAction,
                    isBuilt: isBuilt(building)
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
