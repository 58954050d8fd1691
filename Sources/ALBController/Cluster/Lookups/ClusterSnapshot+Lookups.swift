import JSON
import Kubernetes

extension ClusterSnapshot {
    /// The same snapshot, whose look-ups are written down.
    package func recording(_ recorder: LookupRecorder) -> ClusterSnapshot {
        var builder = Builder(self)
        builder.contents.tree.recorder = recorder
        builder.contents.albConfigs.recorder = recorder
        builder.contents.ingressClasses.recorder = recorder
        builder.contents.namespaces.recorder = recorder
        return ClusterSnapshot(builder)
    }

    package func contains(_ object: ObjectReference) -> Bool {
        switch object.kind {
        case .albConfig: albConfigs[object.name] != nil
        case .ingressClass: ingressClasses[object.name.name] != nil
        case .namespace: namespaces[object.name.name] != nil
        case .ingress, .service, .secret: tree.contains(ObjectKey.of(object.kind, object.name))
        }
    }

    /// Only some of the objects, and those of `stubs` with nothing but a name; the same kinds are known.
    ///
    /// What stops an ALB is not known in it.
    package func only(_ objects: some Sequence<ObjectReference>, stubs: [ObjectReference] = []) -> ClusterSnapshot {
        var builder = Builder()
        builder.contents.knownKinds = knownKinds
        builder.contents.plugins = contents.plugins
        for object in objects { builder.copy(object, from: self) }
        for stub in stubs { builder.addStub(stub) }
        return ClusterSnapshot(builder)
    }
}

extension ClusterSnapshot.Builder {
    fileprivate mutating func copy(_ object: ObjectReference, from snapshot: ClusterSnapshot) {
        switch object.kind {
        case .ingressClass: _ = snapshot.ingressClasses[object.name.name].map { set($0) }
        case .namespace: contents.namespaces[object.name.name] = snapshot.namespaces[object.name.name]
        case .albConfig: _ = snapshot.albConfigs[object.name].map { set($0, $0.source.document) }
        case .ingress: _ = snapshot.ingresses.document(object.name).map { set(.ingress, $0) }
        case .secret: _ = snapshot.secrets.document(object.name).map { set(.secret, $0) }
        case .service:
            // The only kind of which one object may ask for hundreds; it is in no index.
            let key = ObjectKey.of(.service, object.name)
            if let text = snapshot.tree.value(key) { contents.tree.set(key, value: Array(text)) }
        }
    }

    fileprivate mutating func addStub(_ object: ObjectReference) {
        var json = JSONWriter()
        json.beginObject()
        json.key("metadata")
        json.beginObject()
        json.key("name")
        json.string(object.name.name)
        if !object.name.namespace.isEmpty {
            json.key("namespace")
            json.string(object.name.namespace)
        }
        json.endObject()
        json.endObject()
        guard let document = try? JSONDocument(parsing: json.bytes) else { return }
        _ = set(object.kind, document)
    }
}
