import TestSupport

/// Manifests with known faults, as people write them.
enum CheckSample {
    /// A wildcard in an Exact path, on line 17.
    static let wildcard = """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: shop
          namespace: team
          annotations:
            # kept as it is
            alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}, {"HTTPS": 443}]'
        spec:
          ingressClassName: alb
          tls:
          - hosts: [shop.example.com]
            secretName: shop
          rules:
          - host: shop.example.com
            http:
              paths:
              - path: /api/*
                pathType: Exact
                backend:
                  service:
                    name: web
                    port: {number: 80}

        """

    /// The same as one line of JSON, without the fault of the path if `path` has none.
    static func ingress(
        _ name: String,
        namespace: String? = "team",
        path: String = "/",
        annotations: String = "{}",
        service: String = "web",
        uid: String? = nil
    ) -> String {
        var metadata = "\"name\":\"\(name)\",\"annotations\":\(annotations)"
        if let namespace { metadata += ",\"namespace\":\"\(namespace)\"" }
        if let uid { metadata += ",\"uid\":\"\(uid)\"" }
        let backend = "{\"service\":{\"name\":\"\(service)\",\"port\":{\"number\":80}}}"
        let paths = "[{\"path\":\"\(path)\",\"pathType\":\"Exact\",\"backend\":\(backend)}]"
        return "{\"apiVersion\":\"networking.k8s.io/v1\",\"kind\":\"Ingress\",\"metadata\":{\(metadata)},"
            + "\"spec\":{\"ingressClassName\":\"alb\",\"rules\":[{\"host\":\"\(name).example.com\",\"http\":{\"paths\":\(paths)}}]}}"
    }

    static func service(_ name: String, namespace: String? = "team", port: Int = 80, uid: String? = nil) -> String {
        var metadata = "\"name\":\"\(name)\""
        if let namespace { metadata += ",\"namespace\":\"\(namespace)\"" }
        if let uid { metadata += ",\"uid\":\"\(uid)\"" }
        return "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\(metadata)},"
            + "\"spec\":{\"type\":\"NodePort\",\"ports\":[{\"port\":\(port)}]}}"
    }
}
