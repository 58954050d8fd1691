import ALBController
import JSON
import Kubernetes

/// All questions of the rules to the model of one Ingress, which is decoded already.
enum ModelBenchmarks {
    static func all() throws -> [Benchmark] {
        let plain = try ingress("{}", "app.example.com")
        let listenPorts = #"{"alb.ingress.kubernetes.io/listen-ports": "[{\"HTTP\": 80}, {\"HTTPS\": 443}]"}"#
        let regex = #"{"alb.ingress.kubernetes.io/use-regex": "true"}"#
        return [
            benchmark("model, 24 plain paths", plain),
            benchmark("model, 24 paths, listen-ports", try ingress(listenPorts, "app.example.com")),
            benchmark("model, 24 regular expressions", try ingress(regex, "app.example.com")),
        ]
    }

    private static func benchmark(_ name: String, _ ingress: Ingress) -> Benchmark {
        let resolver = ClassResolver(profile: .ack, classNames: ["alb"], controllers: [], snapshot: .empty)
        let binding = resolver.binding(of: ingress)
        return Benchmark(name) {
            let model = IngressModel(ingress, binding: binding, resolver: resolver)
            var sum = model.problems.count + model.reachability.unreachable.count + model.listenerClashes.count
            sum += model.undeclaredListeners.count + model.listenersWithoutCertificate.count
            sum += (model.orderHolder == nil ? 0 : 1) + (model.facts.canary.isCanary ? 1 : 0)
            for path in ingress.paths where !model.makesServerGroup(path) { sum += 1 }
            return sum
        }
    }

    private static func ingress(_ annotations: String, _ host: String) throws -> Ingress {
        let paths = (0..<24).map { index in
            """
            {"path": "/service-\(index)/v1", "pathType": "Prefix",
             "backend": {"service": {"name": "svc-\(index)", "port": {"number": 80}}}}
            """
        }
        let json = """
            {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress",
             "metadata": {"name": "web", "namespace": "shop", "annotations": \(annotations)},
             "spec": {"ingressClassName": "alb",
             "rules": [{"host": "\(host)", "http": {"paths": [\(paths.joined(separator: ","))]}}]}}
            """
        let document = try JSONDocument(parsing: Array(json.utf8))
        return Ingress(document, document.root)
    }
}
