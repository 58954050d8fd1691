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
            if let kind = ObjectKind(GroupVersionKind(apiVersion: apiVersion, kind: kindName)) {
                contents.knownKinds.insert(kind)
                add(kind, document, node)
                return true
            }
            let isDaemonSet = kindName == "DaemonSet"
            let isAny = isDaemonSet && (apiVersion.hasPrefix("apps/") || apiVersion.hasPrefix("extensions/"))
            return isAny && addDaemonSet(document, node)
        }

        /// A list makes its kind known even when it is empty: `kubectl get albconfigs -o json` with no AlbConfig.
        package mutating func noteList(_ document: JSONDocument, _ node: JSONNode) {
            if let known = ObjectKind(listedBy: node, in: document) { contents.knownKinds.insert(known) }
        }

        /// False for what is no object with a name, or cannot be kept; see ``ClusterSnapshot/unreadable``.
        @discardableResult
        package mutating func apply(_ change: Change) -> Bool {
            switch change {
            case .set(let kind, let value):
                guard ObjectName(of: value.node, in: value.document) != nil else { return false }
                return add(kind, value.document, value.node)
            case .removed(let kind, let name): remove(kind, name)
            case .known(let kind): contents.knownKinds.insert(kind)
            case .daemonSet(let value):
                guard ObjectName(of: value.node, in: value.document) != nil else { return false }
                addDaemonSet(value.document, value.node)
            case .removedDaemonSet(let name): contents.plugins[name] = nil
            }
            return true
        }

        /// Keeps the text of the object without what no rule reads, and nothing of the document.
        ///
        /// One that cannot be kept is gone, as what is known of it is not true any more, and stands among the unreadable.
        @discardableResult
        package mutating func add(_ kind: ObjectKind, _ document: JSONDocument, _ node: JSONNode) -> Bool {
            guard let object = try? JSONDocument(parsing: ObjectText.bytes(kind, document, node)) else {
                guard let name = ObjectName(of: node, in: document) else { return false }
                remove(kind, name)
                contents.unreadable.insert(ObjectReference(kind, name))
                return false
            }
            let name = set(kind, object)
            if !contents.unreadable.isEmpty { contents.unreadable.remove(ObjectReference(kind, name)) }
            return true
        }

        /// False for one that no network plugin runs as.
        @discardableResult
        private mutating func addDaemonSet(_ document: JSONDocument, _ node: JSONNode) -> Bool {
            guard let name = ObjectName(of: node, in: document), let plugin = NetworkPluginTrace(daemonSet: name.name)
            else { return false }
            contents.plugins[name] = plugin
            return true
        }

        package mutating func remove(_ kind: ObjectKind, _ name: ObjectName) {
            if !contents.unreadable.isEmpty { contents.unreadable.remove(ObjectReference(kind, name)) }
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

        /// What is added from now on is not judged; what stops ALBs among the others stays known.
        package mutating func stopJudging() { contents.judge = nil }

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
