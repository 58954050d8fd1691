import JSON
import Kubernetes

/// How objects get into the tables of a snapshot, with all that they contribute to its indexes.
extension ClusterSnapshot.Builder {
    /// Puts an object in the place of the one with its name, which it returns.
    mutating func set(_ kind: ObjectKind, _ object: JSONDocument) -> ObjectName {
        switch kind {
        case .albConfig: return set(AlbConfig(object, object.root, ignoringCase: true), object)
        case .ingressClass: return set(IngressClass(object, object.root))
        case .namespace:
            let namespace = Namespace(object, object.root)
            contents.namespaces[namespace.metadata.name] = namespace
            return ObjectName("", namespace.metadata.name)
        case .ingress: return set(Ingress(object, object.root), object)
        case .service: return setText(kind, ObjectName(Service(object, object.root).metadata), object)
        case .secret:
            let name = ObjectName(Secret(object, object.root).metadata)
            Contributions.replace(Contributions(), with: Contributions(secret: name), in: &contents.tree)
            return setText(kind, name, object)
        }
    }

    mutating func set(_ config: AlbConfig, _ document: JSONDocument) -> ObjectName {
        let name = ObjectName(config.metadata)
        let known = contents.albConfigs[name]
        if let known, known.source.document.bytes == document.bytes { return name }
        replace(known.map { Contributions(name, $0) }, with: Contributions(name, config))
        setStop(StopKey.of(name), stop(.albConfig, document, config.metadata))
        contents.albConfigs[name] = config
        return name
    }

    mutating func set(_ ingressClass: IngressClass) -> ObjectName {
        let name = ObjectName("", ingressClass.metadata.name)
        let old = contents.ingressClasses[name.name].map { Contributions(name, $0) }
        replace(old, with: Contributions(name, ingressClass))
        contents.ingressClasses[name.name] = ingressClass
        return name
    }

    private mutating func set(_ ingress: Ingress, _ document: JSONDocument) -> ObjectName {
        let name = ObjectName(ingress.metadata)
        let key = ObjectKey.of(.ingress, name)
        let text = CompactText.pack(document.bytes)
        if let known = contents.tree.value(key), known.elementsEqual(text) { return name }
        replaceIngress(name, stored(name), with: ingress, stop(.ingress, document, ingress.metadata))
        contents.tree.set(key, value: text)
        return name
    }

    mutating func replaceIngress(_ name: ObjectName, _ old: Ingress?, with new: Ingress?, _ stop: Stop?) {
        replace(
            old.map { IngressContributions(name, $0).list },
            with: new.map { IngressContributions(name, $0).list }
        )
        if let old { setStop(StopKey.of(name, old), nil) }
        if let new { setStop(StopKey.of(name, new), stop) }
    }

    mutating func replace(_ old: Contributions?, with new: Contributions?) {
        Contributions.replace(old ?? Contributions(), with: new ?? Contributions(), in: &contents.tree)
    }

    private mutating func setText(_ kind: ObjectKind, _ name: ObjectName, _ document: JSONDocument) -> ObjectName {
        contents.tree.set(ObjectKey.of(kind, name), value: CompactText.pack(document.bytes))
        return name
    }

    func stored(_ name: ObjectName) -> Ingress? {
        StoredObjects(contents.tree, .ingress, Ingress.init)[name]
    }

    func stop(_ kind: ObjectKind, _ document: JSONDocument, _ metadata: ObjectMeta) -> Stop? {
        metadata.isTerminating ? nil : contents.judge?(kind, document, document.root)
    }

    mutating func setStop(_ key: [UInt8], _ stop: Stop?) {
        if let stop {
            contents.tree.set(key, value: Array(stop.rule.utf8))
        } else {
            contents.tree.remove(key)
        }
    }
}
