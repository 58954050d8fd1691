package import JSON
package import Kubernetes

/// Collects objects for a ``ClusterSnapshot``; a later object replaces an earlier one of the same name.
package struct ClusterObjects: Sendable {
    package var knownKinds: Set<ObjectKind> = []
    package var albConfigs: [ObjectName: AlbConfig] = [:]
    package var ingressClasses: [String: IngressClass] = [:]
    package var ingresses: [ObjectName: Ingress] = [:]
    package var services: [ObjectName: Service] = [:]
    package var secrets: [ObjectName: Secret] = [:]
    package var namespaces: [String: Namespace] = [:]

    package init() {}

    /// Adds one object; false when its kind does not matter here.
    @discardableResult
    package mutating func add(_ document: JSONDocument, _ node: JSONNode) -> Bool {
        let apiVersion = document.member("apiVersion", of: node).flatMap { document.string($0) } ?? ""
        let kindName = document.member("kind", of: node).flatMap { document.string($0) } ?? ""
        guard let kind = ObjectKind(GroupVersionKind(apiVersion: apiVersion, kind: kindName)) else { return false }
        add(kind, document, node)
        return true
    }

    package mutating func add(_ kind: ObjectKind, _ document: JSONDocument, _ node: JSONNode) {
        knownKinds.insert(kind)
        switch kind {
        case .albConfig:
            let object = AlbConfig(document, node)
            albConfigs[ObjectName(object.metadata)] = object
        case .ingressClass:
            let object = IngressClass(document, node)
            ingressClasses[object.metadata.name] = object
        case .ingress:
            let object = Ingress(document, node)
            ingresses[ObjectName(object.metadata)] = object
        case .service:
            let object = Service(document, node)
            services[ObjectName(object.metadata)] = object
        case .secret:
            let object = Secret(document, node)
            secrets[ObjectName(object.metadata)] = object
        case .namespace:
            let object = Namespace(document, node)
            namespaces[object.metadata.name] = object
        }
    }
}

extension ObjectName {
    package init(_ metadata: ObjectMeta) {
        self.init(metadata.namespace, metadata.name)
    }
}
