package import ALBController
import JSON
package import Kubernetes

/// A cluster written down in a few words, with everything known.
package struct Cluster {
    private var objects = ClusterSnapshot.Builder()
    package var profile = ControllerProfile.lbc

    /// One AlbConfig `alb` with the listeners given as JSON, and one class for it.
    package init(listeners: String = #"[{"port": 80, "protocol": "HTTP"}]"#, profile: ControllerProfile = .lbc) {
        self.profile = profile
        objects.knownKinds = Set(ObjectKind.allCases)
        add(
            """
            {"apiVersion": "alibabacloud.com/v1", "kind": "AlbConfig", "metadata": {"name": "alb"},
             "spec": {"config": {}, "listeners": \(listeners)}}
            """
        )
        add(
            """
            {"apiVersion": "networking.k8s.io/v1", "kind": "IngressClass", "metadata": {"name": "alb"},
             "spec": {"controller": "ingress.k8s.alibabacloud/alb", "parameters": {"kind": "AlbConfig", "name": "alb"}}}
            """
        )
    }

    package mutating func add(_ json: String) {
        guard let document = try? JSONDocument(parsing: Array(json.utf8)) else { return }
        objects.add(document, document.root)
    }

    /// Paths are `host/path`, or `=host/path` for Exact and `~host/path` for ImplementationSpecific, `!host/path` for a
    /// type that does not exist; else Prefix.
    package static func ingress(
        _ name: String,
        _ paths: [String],
        annotations: [String: String] = [:],
        labels: String = "{}",
        tls: String = "[]",
        className: String = "alb",
        service: String = "web",
        port: String = #"{"number": 80}"#
    ) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        for (key, value) in annotations.sorted(by: { $0.key < $1.key }) {
            writer.key(key.contains("/") ? key : "alb.ingress.kubernetes.io/\(key)")
            writer.string(value)
        }
        writer.endObject()
        let parts = name.split(separator: "/")
        let rules = paths.map { rule($0, service, port) }.joined(separator: ",")
        return """
            {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress",
             "metadata": {"namespace": "\(parts.count > 1 ? parts[0] : "default")", "name": "\(parts.last ?? "")",
              "labels": \(labels),
              "annotations": \(String(decoding: writer.bytes, as: UTF8.self))},
             "spec": {"ingressClassName": "\(className)", "tls": \(tls), "rules": [\(rules)]}}
            """
    }

    private static func rule(_ text: String, _ service: String, _ port: String) -> String {
        let types: [Character: String] = ["=": "Exact", "~": "ImplementationSpecific", "!": "Regex"]
        let marked = text.first.flatMap { types[$0] }
        let type = marked ?? "Prefix"
        let rest = marked == nil ? Substring(text) : text.dropFirst()
        let host = rest.prefix { $0 != "/" }
        let path = rest.dropFirst(host.count)
        return """
            {"host": "\(host)", "http": {"paths": [{"path": "\(path)", "pathType": "\(type)",
             "backend": {"service": {"name": "\(service)", "port": \(port)}}}]}}
            """
    }

    package static func decode(_ json: String) throws -> Ingress {
        let document = try JSONDocument(parsing: Array(json.utf8))
        return Ingress(document, document.root)
    }

    package var resolver: ClassResolver {
        ClassResolver(
            profile: profile,
            classNames: ["alb"],
            controllers: ["ingress.k8s.alibabacloud/alb"],
            snapshot: ClusterSnapshot(objects)
        )
    }

    /// The model of an Ingress that is reviewed in this cluster.
    package func review(_ json: String, takesShortcuts: Bool = true) throws -> IngressModel {
        let ingress = try Self.decode(json)
        let resolver = resolver
        let binding = resolver.binding(of: ingress)
        return IngressModel(ingress, binding: binding, resolver: resolver, takesShortcuts: takesShortcuts)
    }

    package func model(changed: Ingress? = nil, scope: IngressGroup.Scope = .whole) throws -> RoutingModel {
        let resolver = resolver
        let config = resolver.snapshot.albConfigs[ObjectName("", "alb")]
        guard let config else { throw MissingAlbConfig() }
        return RoutingModel(config, resolver: resolver, changed: changed, scope: scope)
    }

    struct MissingAlbConfig: Error {}
}
