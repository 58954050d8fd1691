/// A small cluster as manifests.
enum RouteSample {
    static let alb = """
        apiVersion: alibabacloud.com/v1
        kind: AlbConfig
        metadata:
          name: alb
        spec:
          config:
            name: alb
          listeners:
          - {port: 80, protocol: HTTP}
          - {port: 443, protocol: HTTPS}
        status:
          loadBalancer:
            dnsname: alb-abc.cn-hangzhou.alb.aliyuncs.com
            id: alb-abc
        ---
        apiVersion: networking.k8s.io/v1
        kind: IngressClass
        metadata:
          name: alb
        spec:
          controller: ingress.k8s.alibabacloud/alb
          parameters:
            apiGroup: alibabacloud.com
            kind: AlbConfig
            name: alb

        """

    /// Each path is `TYPE PATH SERVICE`.
    static func ingress(
        _ name: String,
        host: String = "shop.example.com",
        annotations: [String: String] = [:],
        paths: [String],
        tls: String? = nil,
        className: String = "alb"
    ) -> String {
        var text = """
            ---
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata:
              name: \(name)
              namespace: shop
              annotations:
                alb-admission/skip: "true"

            """
        for (key, value) in annotations.sorted(by: { $0.key < $1.key }) {
            text += "    \(key.contains("/") ? key : "alb.ingress.kubernetes.io/\(key)"): '\(value)'\n"
        }
        text += "spec:\n  ingressClassName: \(className)\n"
        if let tls { text += "  tls:\n  - hosts: [\(host)]\n    secretName: \(tls)\n" }
        text += "  rules:\n  - host: \(host)\n    http:\n      paths:\n"
        for path in paths {
            let parts = path.split(separator: " ")
            text += "      - pathType: \(parts[0])\n        path: \(parts[1])\n"
            text += "        backend: {service: {name: \(parts[2]), port: {number: 80}}}\n"
        }
        return text
    }

    static func service(_ name: String, type: String = "NodePort") -> String {
        """
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: \(name), namespace: shop}
        spec:
          type: \(type)
          selector: {app: \(name)}
          ports: [{port: 80}]

        """
    }

    static func endpoints(_ name: String, _ addresses: Int) -> String {
        """
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: \(name)-x, namespace: shop, labels: {kubernetes.io/service-name: \(name)}}
        addressType: IPv4
        endpoints:
        - addresses: [\((0..<addresses).map { "10.0.0.\($0)" }.joined(separator: ", "))]
          conditions: {ready: true}
        - addresses: [10.0.1.1]
          conditions: {ready: false}

        """
    }
}
