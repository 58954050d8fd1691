import ALBController
import JSON
import Kubernetes

/// Fills in what Ingresses refer to and files often lack: the class, and the AlbConfig with the listeners they ask for.
package struct AssumedObjects {
    package private(set) var context: RouteContext
    package private(set) var notes: [String] = []

    package init(_ context: RouteContext) {
        self.context = context
        if context.resolver.profile != .legacy { assumeClasses() }
        assumeAlbConfigs()
    }

    private var snapshot: ClusterSnapshot { context.snapshot }

    private mutating func assumeClasses() {
        guard !context.completeKinds.contains(.ingressClass) else { return }
        var names: Set<String> = []
        for (_, ingress) in snapshot.ingresses {
            guard let name = ingress.className, context.resolver.classNames.contains(name) else { continue }
            if snapshot.ingressClasses[name] == nil { names.insert(name) }
        }
        let only = snapshot.albConfigs.count == 1 ? snapshot.albConfigs.keys.first?.name : nil
        var builder = ClusterSnapshot.Builder(snapshot)
        for name in names.sorted() {
            let config = only ?? name
            add(Self.ingressClass(name, context.resolver.controllers.min() ?? "", config), to: &builder)
            notes.append(
                "IngressClass \"\(name)\" is not among the objects; it is taken for ALB's, with AlbConfig \"\(config)\""
            )
        }
        context.resolver.snapshot = ClusterSnapshot(builder)
    }

    private mutating func assumeAlbConfigs() {
        guard !context.completeKinds.contains(.albConfig) else { return }
        var wanted: [String: Set<ListenerKey>] = [:]
        for (_, ingress) in snapshot.ingresses {
            let binding = context.resolver.binding(of: ingress)
            guard binding.isALB, let name = binding.albConfigName, !name.isEmpty,
                snapshot.indexes.albConfigs(named: name).isEmpty
            else { continue }
            let listeners = EffectiveListeners(ingress, profile: context.resolver.profile)
            wanted[name, default: []].formUnion(listeners?.listeners ?? [])
        }
        var builder = ClusterSnapshot.Builder(snapshot)
        for (name, keys) in wanted.sorted(by: { $0.key < $1.key }) {
            let keys = keys.sorted { $0.description < $1.description }
            add(Self.albConfig(name, keys), to: &builder)
            let list = keys.map(\.description).joined(separator: ", ")
            notes.append(
                "AlbConfig \"\(name)\" is not among the objects; its listeners are taken to be those that Ingresses "
                    + "ask for (\(list.isEmpty ? "none" : list))"
            )
        }
        context.resolver.snapshot = ClusterSnapshot(builder)
    }

    private func add(_ json: JSONWriter, to builder: inout ClusterSnapshot.Builder) {
        guard let document = try? JSONDocument(parsing: json.bytes) else { return }
        builder.add(document, document.root)
    }

    private static func ingressClass(_ name: String, _ controller: String, _ config: String) -> JSONWriter {
        object("networking.k8s.io/v1", "IngressClass", name) { json in
            json.key("controller")
            json.string(controller)
            json.key("parameters")
            json.beginObject()
            json.key("kind")
            json.string("AlbConfig")
            json.key("name")
            json.string(config)
            json.endObject()
        }
    }

    private static func albConfig(_ name: String, _ keys: [ListenerKey]) -> JSONWriter {
        object("alibabacloud.com/v1", "AlbConfig", name) { json in
            json.key("config")
            json.beginObject()
            json.endObject()
            json.key("listeners")
            json.beginArray()
            for key in keys {
                json.beginObject()
                json.key("port")
                json.integer(key.port)
                json.key("protocol")
                json.string(key.listenerProtocol.rawValue)
                json.endObject()
            }
            json.endArray()
        }
    }

    private static func object(
        _ apiVersion: String,
        _ kind: String,
        _ name: String,
        _ spec: (inout JSONWriter) -> Void
    ) -> JSONWriter {
        var json = JSONWriter()
        json.beginObject()
        json.key("apiVersion")
        json.string(apiVersion)
        json.key("kind")
        json.string(kind)
        json.key("metadata")
        json.beginObject()
        json.key("name")
        json.string(name)
        json.endObject()
        json.key("spec")
        json.beginObject()
        spec(&json)
        json.endObject()
        json.endObject()
        return json
    }
}
