package import JSON
package import Kubernetes

extension ClusterSnapshot {
    /// Collects objects for a snapshot; a later object replaces an earlier one of the same name.
    ///
    /// One that is made from a snapshot leaves that as it is.
    package struct Builder: Sendable {
        var contents: Contents

        /// With a judge, the objects that stop their ALB are known to the snapshot.
        package init(judge: StopJudge? = nil) {
            contents = Contents(judge: judge)
        }

        package init(_ snapshot: ClusterSnapshot) {
            contents = snapshot.contents
        }

        package var knownKinds: Set<ObjectKind> {
            get { contents.knownKinds }
            set { contents.knownKinds = newValue }
        }

        /// Adds one object; false when its kind does not matter here.
        @discardableResult
        package mutating func add(_ document: JSONDocument, _ node: JSONNode) -> Bool {
            let apiVersion = document.member("apiVersion", of: node).flatMap { document.string($0) } ?? ""
            let kindName = document.member("kind", of: node).flatMap { document.string($0) } ?? ""
            guard let kind = ObjectKind(GroupVersionKind(apiVersion: apiVersion, kind: kindName)) else {
                let plugin = NetworkPluginTrace(document, node, apiVersion: apiVersion, kind: kindName)
                if let plugin { contents.plugins.insert(plugin) }
                return plugin != nil
            }
            add(kind, document, node)
            return true
        }

        /// A list makes its kind known even when it is empty: `kubectl get albconfigs -o json` with no AlbConfig.
        package mutating func noteList(_ document: JSONDocument, _ node: JSONNode) {
            let kind = document.member("kind", of: node).flatMap { document.string($0) } ?? ""
            guard kind.hasSuffix("List"), let known = ObjectKind(rawValue: String(kind.dropLast(4))) else { return }
            contents.knownKinds.insert(known)
        }

        package mutating func apply(_ change: Change) {
            switch change {
            case .set(let kind, let value): add(kind, value.document, value.node)
            case .removed(let kind, let name): remove(kind, name)
            }
        }

        /// Keeps the text of the object without what no rule reads, and nothing of the document.
        package mutating func add(_ kind: ObjectKind, _ document: JSONDocument, _ node: JSONNode) {
            guard let object = try? JSONDocument(parsing: ObjectText.bytes(kind, document, node)) else { return }
            contents.knownKinds.insert(kind)
            switch kind {
            case .albConfig: set(AlbConfig(object, object.root, ignoringCase: true), object)
            case .ingressClass: set(IngressClass(object, object.root))
            case .namespace:
                let namespace = Namespace(object, object.root)
                contents.namespaces[namespace.metadata.name] = namespace
            case .ingress: set(Ingress(object, object.root), object)
            case .service: setText(kind, ObjectName(Service(object, object.root).metadata), object)
            case .secret:
                let name = ObjectName(Secret(object, object.root).metadata)
                Contributions.replace(Contributions(), with: Contributions(secret: name), in: &contents.tree)
                setText(kind, name, object)
            }
        }

        package mutating func remove(_ kind: ObjectKind, _ name: ObjectName) {
            switch kind {
            case .albConfig:
                replace(contents.albConfigs[name].map { Contributions(name, $0) }, with: nil)
                contents.tree.remove(StopKey.of(name))
                contents.albConfigs[name] = nil
            case .ingressClass:
                replace(contents.ingressClasses[name.name].map { Contributions(name, $0) }, with: nil)
                contents.ingressClasses[name.name] = nil
            case .namespace: contents.namespaces[name.name] = nil
            case .ingress:
                if let old = stored(name) { replaceIngress(name, old, with: nil, nil) }
                contents.tree.remove(ObjectKey.of(kind, name))
            case .service: contents.tree.remove(ObjectKey.of(kind, name))
            case .secret:
                replace(Contributions(secret: name), with: nil)
                contents.tree.remove(ObjectKey.of(kind, name))
            }
        }

        /// Judges all Ingresses and AlbConfigs again, after the settings have changed.
        package mutating func judge(with judge: StopJudge?) {
            contents.judge = judge
            let snapshot = ClusterSnapshot(self)
            for name in snapshot.ingresses.keys {
                guard let document = snapshot.ingresses.document(name) else { continue }
                let ingress = Ingress(document, document.root)
                setStop(StopKey.of(name, ingress), stop(.ingress, document, ingress.metadata))
            }
            for (name, config) in snapshot.albConfigs {
                setStop(StopKey.of(name), stop(.albConfig, config.source.document, config.metadata))
            }
        }
    }
}

extension ClusterSnapshot.Builder {
    private mutating func set(_ config: AlbConfig, _ document: JSONDocument) {
        let name = ObjectName(config.metadata)
        replace(contents.albConfigs[name].map { Contributions(name, $0) }, with: Contributions(name, config))
        setStop(StopKey.of(name), stop(.albConfig, document, config.metadata))
        contents.albConfigs[name] = config
    }

    private mutating func set(_ ingressClass: IngressClass) {
        let name = ObjectName("", ingressClass.metadata.name)
        let old = contents.ingressClasses[name.name].map { Contributions(name, $0) }
        replace(old, with: Contributions(name, ingressClass))
        contents.ingressClasses[name.name] = ingressClass
    }

    private mutating func set(_ ingress: Ingress, _ document: JSONDocument) {
        let name = ObjectName(ingress.metadata)
        let key = ObjectKey.of(.ingress, name)
        let text = CompactText.pack(document.bytes)
        if let known = contents.tree.value(key), known.elementsEqual(text) { return }
        replaceIngress(name, stored(name), with: ingress, stop(.ingress, document, ingress.metadata))
        contents.tree.set(key, value: text)
    }

    private mutating func replaceIngress(_ name: ObjectName, _ old: Ingress?, with new: Ingress?, _ stop: Stop?) {
        replace(
            old.map { IngressContributions(name, $0).list },
            with: new.map { IngressContributions(name, $0).list }
        )
        if let old { setStop(StopKey.of(name, old), nil) }
        if let new { setStop(StopKey.of(name, new), stop) }
    }

    private mutating func replace(_ old: Contributions?, with new: Contributions?) {
        Contributions.replace(old ?? Contributions(), with: new ?? Contributions(), in: &contents.tree)
    }

    private mutating func setText(_ kind: ObjectKind, _ name: ObjectName, _ document: JSONDocument) {
        contents.tree.set(ObjectKey.of(kind, name), value: CompactText.pack(document.bytes))
    }

    private func stored(_ name: ObjectName) -> Ingress? {
        StoredObjects(contents.tree, .ingress, Ingress.init)[name]
    }

    private func stop(_ kind: ObjectKind, _ document: JSONDocument, _ metadata: ObjectMeta) -> Stop? {
        metadata.isTerminating ? nil : contents.judge?(kind, document, document.root)
    }

    private mutating func setStop(_ key: [UInt8], _ stop: Stop?) {
        if let stop {
            contents.tree.set(key, value: Array(stop.rule.utf8))
        } else {
            contents.tree.remove(key)
        }
    }
}

enum ObjectKey {
    static func of(_ kind: ObjectKind, _ name: ObjectName) -> [UInt8] { of(kind).finished(name) }

    static func of(_ kind: ObjectKind) -> IndexKey {
        var key = IndexKey(.object)
        switch kind {
        case .ingress: key.add(1 as UInt8)
        case .service: key.add(2 as UInt8)
        case .secret: key.add(3 as UInt8)
        case .albConfig: key.add(4 as UInt8)
        case .ingressClass: key.add(5 as UInt8)
        case .namespace: key.add(6 as UInt8)
        }
        return key
    }
}

enum StopKey {
    static func of(_ name: ObjectName, _ ingress: Ingress) -> [UInt8] {
        var key = IndexKey(.ingressStop)
        key.add(BindingKey(ingress))
        return key.finished(name)
    }

    static func of(_ albConfig: ObjectName) -> [UInt8] {
        var key = IndexKey(.albConfigStop)
        key.add(albConfig.name)
        return key.finished(albConfig)
    }
}
