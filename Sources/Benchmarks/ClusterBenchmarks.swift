import ALBController
import Admission
import JSON
import Kubernetes
import Rules

/// The same review with ever more objects around it: the cost must not grow with them.
enum ClusterBenchmarks {
    static func all(_ inputs: Inputs) throws -> [Benchmark] {
        let review = try AdmissionReviewDecoder.decode(try inputs.file("review-small.json"))
        return [10, 1_000, 100_000].map { count in
            let reviewer = Made { Reviewer(snapshot: try cluster(of: count)) }
            return Benchmark("validate among \(count)") { try reviewer.value().validate(review).findings.count }
        }
    }

    /// Made at the first use, so that a benchmark that is not selected costs nothing.
    private final class Made<Value> {
        private let make: () throws -> Value
        private var made: Value?

        init(_ make: @escaping () throws -> Value) {
            self.make = make
        }

        func value() throws -> Value {
            if let made { return made }
            let new = try make()
            made = new
            return new
        }
    }

    /// Ingresses with a Service each, fifty on an AlbConfig, every one with a host of its own.
    private static func cluster(of count: Int) throws -> ClusterSnapshot {
        var objects = ClusterObjects()
        for index in 0..<max(1, count / 100) {
            try objects.add(
                """
                {"apiVersion": "alibabacloud.com/v1", "kind": "AlbConfig", "metadata": {"name": "alb\(name(index))"},
                "spec": {"config": {}, "listeners": [{"port": 80, "protocol": "HTTP"}]}}
                """
            )
            try objects.add(
                """
                {"apiVersion": "networking.k8s.io/v1", "kind": "IngressClass", "metadata": {"name": "alb\(name(index))"},
                "spec": {"controller": "ingress.k8s.alibabacloud/alb", "parameters": {"apiGroup": "alibabacloud.com",
                "kind": "AlbConfig", "name": "alb\(name(index))"}}}
                """
            )
        }
        for index in 0..<count / 2 {
            try objects.add(
                """
                {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": {"name": "web-\(index)",
                "namespace": "team-\(index % 97)"}, "spec": {"ingressClassName": "alb\(name(index / 50))",
                "rules": [{"host": "h\(index).example.com", "http": {"paths": [{"path": "/", "pathType": "Prefix",
                "backend": {"service": {"name": "svc-\(index)", "port": {"number": 80}}}}]}}]}}
                """
            )
            try objects.add(
                """
                {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "svc-\(index)",
                "namespace": "team-\(index % 97)"}, "spec": {"type": "NodePort", "ports": [{"port": 80}]}}
                """
            )
        }
        return ClusterSnapshot(objects)
    }

    /// The first class has the name that the review uses.
    private static func name(_ index: Int) -> String { index == 0 ? "" : "-\(index)" }
}

extension ClusterObjects {
    fileprivate mutating func add(_ json: String) throws {
        let document = try JSONDocument(parsing: Array(json.utf8))
        add(document, document.root)
    }
}
