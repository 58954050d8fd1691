import Kubernetes
import Routes

/// A rule in one line, such as `shop.example.com/cart (Prefix) → Service team-a/cart:80 (ClusterIP)`.
struct RuleLine {
    let text: String

    init(_ graph: ALBGraph, _ rule: RuleContent) {
        var text = Self.name(host: rule.host, path: rule.path, pathType: rule.pathType)
        if rule.traits.contains(.regex) { text += ", regular expression" }
        if rule.traits.contains(.canary) { text += ", canary" }
        if rule.traits.contains(.response) { text += ", for responses" }
        for condition in rule.conditions { text += ", \(condition)" }
        let effects = rule.actions + (rule.backends.isEmpty ? [] : [Self.backends(graph, rule.backends)])
        self.text = text + " → " + (effects.isEmpty ? "nothing" : effects.joined(separator: ", then "))
    }

    static func name(host: String, path: String, pathType: String) -> String {
        "\(host.isEmpty ? "*" : host)\(path.clipped(to: 120)) (\(pathType.isEmpty ? "no pathType" : pathType))"
    }

    private static func backends(_ graph: ALBGraph, _ backends: [RuleContent.Backend]) -> String {
        backends.map { backend in
            let name = service(graph.services[backend.service])
            return backends.count == 1 ? name : "\(backend.percent.map { "\($0) % " } ?? "")\(name)"
        }.joined(separator: " and ")
    }

    static func service(_ service: ServiceNode) -> String {
        guard let port = service.port else { return service.name }
        let ready = service.readyEndpoints.map { ", \($0) ready" } ?? ""
        return "Service \(service.name):\(port) (\(service.type ?? "not among the objects")\(ready))"
    }

    static func earlier(_ priorities: [Int]) -> String {
        priorities.count == 1
            ? "rule \(priorities[0]) answers" : "rules \(priorities.map(String.init).joined(separator: ", ")) answer"
    }
}
