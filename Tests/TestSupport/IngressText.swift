/// An Ingress as a JSON text: a minimal valid one, in which a test changes what it is about.
package struct IngressText: Sendable {
    /// Empty: the name is generated from `generateName`.
    package var name = "web"
    package var generateName = ""
    package var namespace = "shop"
    package var className: String? = "alb"
    package var annotations: [(String, String)] = []
    package var labels: [(String, String)] = []
    /// JSON texts of the `tls` entries.
    package var tls: [String] = []
    package var hosts = ["a.example.com"]
    package var path = "/"
    package var pathType = "Prefix"
    package var service = "web"
    /// More of `metadata`, as JSON members that begin with a comma.
    package var metadata = ""

    package init(_ change: (inout IngressText) -> Void = { _ in }) {
        change(&self)
    }

    package static func tls(_ hosts: [String], secret: String = "web-tls") -> String {
        let hosts = hosts.isEmpty ? "" : "\"hosts\":\(ReviewText.list(hosts)),"
        return "{\(hosts)\"secretName\":\(ReviewText.quoted(secret))}"
    }

    package var json: String {
        var parts = generateName.isEmpty ? "" : ",\"generateName\":\(ReviewText.quoted(generateName))"
        if !name.isEmpty { parts += ",\"name\":\(ReviewText.quoted(name))" }
        if !annotations.isEmpty { parts += ",\"annotations\":\(Self.map(annotations))" }
        if !labels.isEmpty { parts += ",\"labels\":\(Self.map(labels))" }
        let spec = [
            className.map { "\"ingressClassName\":\(ReviewText.quoted($0))" },
            tls.isEmpty ? nil : "\"tls\":[\(tls.joined(separator: ","))]",
            "\"rules\":[\(hosts.map(rule).joined(separator: ","))]",
        ]
        return "{\"apiVersion\":\"networking.k8s.io/v1\",\"kind\":\"Ingress\","
            + "\"metadata\":{\"namespace\":\"\(namespace)\"\(parts)\(metadata)},"
            + "\"spec\":{\(spec.compactMap(\.self).joined(separator: ","))}}"
    }

    private func rule(_ host: String) -> String {
        let host = host.isEmpty ? "" : "\"host\":\(ReviewText.quoted(host)),"
        let backend = "{\"service\":{\"name\":\"\(service)\",\"port\":{\"number\":80}}}"
        return
            "{\(host)\"http\":{\"paths\":[{\"path\":\"\(path)\",\"pathType\":\"\(pathType)\",\"backend\":\(backend)}]}}"
    }

    private static func map(_ pairs: [(String, String)]) -> String {
        "{" + pairs.map { "\(ReviewText.quoted($0)):\(ReviewText.quoted($1))" }.joined(separator: ",") + "}"
    }
}
