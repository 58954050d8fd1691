/// Objects as users write them.
enum Manifest {
    static func ingress(
        _ name: String,
        className: String? = nil,
        tls: Bool = true,
        annotations: [String: String] = [:],
        generated: Bool = false
    ) -> String {
        let notes = annotations.map { "    \($0.key): '\($0.value)'\n" }.sorted().joined()
        return """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata:
              \(generated ? "generateName" : "name"): \(name)
              namespace: default
            \(notes.isEmpty ? "" : "  annotations:\n" + notes)spec:
            \(className.map { "  ingressClassName: \($0)\n" } ?? "")\
            \(tls ? "  tls: [{hosts: [\(name).example], secretName: \(name)-tls}]\n" : "")\
              rules:
                - host: shop.example
                  http:
                    paths: [{path: /, pathType: Prefix, backend: {service: {name: shop, port: {number: 80}}}}]

            """
    }

    static func albConfig(_ name: String, id: String? = nil, generated: Bool = false) -> String {
        """
        apiVersion: alibabacloud.com/v1
        kind: AlbConfig
        metadata:
          \(generated ? "generateName" : "name"): \(name)
        spec:
          config:
            name: shop
            addressType: Internet
        \(id.map { "    id: \($0)\n" } ?? "")    zoneMappings: [{vSwitchId: vsw-a}, {vSwitchId: vsw-b}]
          listeners: [{port: 80, protocol: HTTP}]

        """
    }

    static func ingressClass(_ name: String, controller: String) -> String {
        """
        apiVersion: networking.k8s.io/v1
        kind: IngressClass
        metadata: {name: \(name)}
        spec: {controller: \(controller)}

        """
    }
}
