import JSON
import YAML

enum YAMLBenchmarks {
    static func all() -> [Benchmark] {
        let manifests = Manifests.stream(count: 500)
        let small = Manifests.stream(count: 1)
        let json = Manifests.json(count: 500)
        return [
            Benchmark("yaml manifests", bytes: manifests.count) { nodes(in: manifests) },
            Benchmark("yaml small manifests", bytes: small.count) { nodes(in: small) },
            Benchmark("yaml of JSON", bytes: json.count) { nodes(in: json) },
        ]
    }

    private static func nodes(in stream: [UInt8]) -> Int {
        var count = 0
        YAMLStream.read(stream) { result in
            if case .success(let document) = result { count += document.json.nodeCount }
        }
        return count
    }
}

/// Ingresses with a Service each, as people write and as kubectl prints them.
private enum Manifests {
    static func stream(count: Int) -> [UInt8] {
        var text = ""
        for index in 0..<count {
            text += """
                ---
                # Ingress \(index) of its team
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata:
                  name: web-\(index)
                  namespace: team-\(index % 97)
                  labels:
                    app.kubernetes.io/name: web-\(index)
                    team: team-\(index % 97)
                  annotations:
                    alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}, {"HTTPS": 443}]'
                    alb.ingress.kubernetes.io/healthcheck-enabled: "true"
                    alb.ingress.kubernetes.io/healthcheck-path: /healthz  # as the Service has it
                    alb.ingress.kubernetes.io/actions.forward: |
                      [{
                        "type": "ForwardGroup",
                        "ForwardConfig": {"ServerGroups": [{"ServiceName": "svc-\(index)", "Weight": 100, "ServicePort": 80}]}
                      }]
                spec:
                  ingressClassName: alb-\(index % 50)
                  tls:
                  - hosts: [h\(index).example.com]
                    secretName: tls-\(index)
                  rules:
                  - host: h\(index).example.com
                    http:
                      paths:

                """
            for path in 0..<8 {
                text += """
                          - path: /p\(path)
                            pathType: Prefix
                            backend:
                              service:
                                name: svc-\(index)
                                port:
                                  number: 80

                    """
            }
            text += """
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: svc-\(index), namespace: team-\(index % 97)}
                spec:
                  type: NodePort
                  selector:
                    app: web-\(index)
                  ports:
                    - name: http
                      port: 80
                      targetPort: 8080

                """
        }
        return Array(text.utf8)
    }

    /// The same as one JSON array.
    static func json(count: Int) -> [UInt8] {
        var writer = JSONWriter(capacity: 1 << 20)
        writer.beginArray()
        YAMLStream.read(stream(count: count)) { result in
            if case .success(let document) = result { writer.raw(document.json.bytes) }
        }
        writer.endArray()
        return writer.bytes
    }
}
