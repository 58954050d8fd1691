import ALBController
import JSON
import Kubernetes

/// Ingresses with a Service each, every one with a host of its own.
enum BenchmarkCluster {
    enum Shape: String {
        /// Fifty on each.
        case manyALBs = "fifty an ALB"
        case oneALB = "on one ALB"
    }

    static func snapshot(_ count: Int, _ shape: Shape) throws -> ClusterSnapshot {
        var objects = ClusterSnapshot.Builder()
        objects.knownKinds = [.albConfig, .ingressClass, .ingress, .service]
        for index in 0..<max(1, count / 100) {
            objects.apply(
                .set(
                    .albConfig,
                    try object(
                        """
                        {"metadata": {"name": "alb\(name(index))"},
                        "spec": {"config": {}, "listeners": [{"port": 80, "protocol": "HTTP"}]}}
                        """
                    )
                )
            )
            objects.apply(
                .set(
                    .ingressClass,
                    try object(
                        """
                        {"metadata": {"name": "alb\(name(index))"}, "spec": {"controller": "ingress.k8s.alibabacloud/alb",
                        "parameters": {"apiGroup": "alibabacloud.com", "kind": "AlbConfig", "name": "alb\(name(index))"}}}
                        """
                    )
                )
            )
        }
        for index in 0..<count / 2 {
            objects.apply(.set(.ingress, try ingress(index, shape, port: 80)))
            objects.apply(
                .set(
                    .service,
                    try object(
                        """
                        {"metadata": {"name": "svc-\(index)", "namespace": "team-\(index % 97)"},
                        "spec": {"type": "NodePort", "ports": [{"port": 80}]}}
                        """
                    )
                )
            )
        }
        return ClusterSnapshot(objects)
    }

    static func ingress(_ index: Int, _ shape: Shape, port: Int) throws -> JSONValue {
        try object(
            """
            {"metadata": {"name": "web-\(index)", "namespace": "team-\(index % 97)"},
            "spec": {"ingressClassName": "alb\(shape == .oneALB ? "" : name(index / 50))",
            "rules": [{"host": "h\(index).example.com", "http": {"paths": [{"path": "/", "pathType": "Prefix",
            "backend": {"service": {"name": "svc-\(index)", "port": {"number": \(port)}}}}]}}]}}
            """
        )
    }

    /// A newcomer on the first ALB that shares a host with one that is there.
    static func review() throws -> [UInt8] {
        let paths = (0..<24).map { index in
            """
            {"path": "/p\(index)", "pathType": "Prefix",
             "backend": {"service": {"name": "svc-\(index % 3)", "port": {"number": 80}}}}
            """
        }
        return Array(
            """
            {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {
            "uid": "1", "kind": {"group": "networking.k8s.io", "version": "v1", "kind": "Ingress"},
            "resource": {"group": "networking.k8s.io", "version": "v1", "resource": "ingresses"},
            "namespace": "team-1", "name": "new", "operation": "CREATE", "userInfo": {}, "object":
            {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": {"name": "new", "namespace": "team-1"},
            "spec": {"ingressClassName": "alb", "rules": [{"host": "h3.example.com",
            "http": {"paths": [\(paths.joined(separator: ","))]}}]}}}}
            """.utf8
        )
    }

    static func neighbours(_ snapshot: ClusterSnapshot) throws -> AlbConfigIngresses {
        let resolver = ClassResolver(
            profile: .ack,
            classNames: ["alb"],
            controllers: ["ingress.k8s.alibabacloud/alb"],
            snapshot: snapshot
        )
        return AlbConfigIngresses(onAlbConfig: "alb", resolver, except: ObjectName("team-1", "web-1"))
    }

    private static func object(_ json: String) throws -> JSONValue {
        try JSONDocument(parsing: Array(json.utf8)).value
    }

    /// The first class has the name that the review uses.
    private static func name(_ index: Int) -> String { index == 0 ? "" : "-\(index)" }
}
