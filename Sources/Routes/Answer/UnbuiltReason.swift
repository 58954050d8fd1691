package import ALBController
package import Kubernetes

/// Why the controller makes no rule of a path, and what to do.
package struct UnbuiltReason {
    private let context: RouteContext

    package init(_ context: RouteContext) {
        self.context = context
    }

    /// `model` finds the one of an AlbConfig's name.
    package func why(
        _ facts: IngressFacts,
        _ path: IngressPath,
        _ model: (String) -> RoutingModel?
    ) -> (reason: String, fix: String) {
        let binding = context.resolver.binding(of: facts.ingress)
        if let reason = whyNot(facts, binding) { return reason }
        guard let name = binding.albConfigName, let model = model(name) else {
            return Self.noAlbConfig(binding.albConfigName ?? "")
        }
        return why(facts, path, model)
    }

    /// Why an Ingress is on no ALB at all; nil if it names an AlbConfig.
    package func whyNot(_ facts: IngressFacts, _ binding: IngressBinding) -> (reason: String, fix: String)? {
        if facts.ingress.metadata.isTerminating { return ("the Ingress is being deleted", "create it again") }
        if let reason = why(binding) { return reason }
        guard binding.albConfigName == nil else { return nil }
        return (
            "its class \"\(binding.className?.clipped ?? "")\" leads to no AlbConfig",
            "set spec.parameters of the IngressClass to an AlbConfig"
        )
    }

    package static func noAlbConfig(_ name: String) -> (reason: String, fix: String) {
        ("AlbConfig \"\(name.clipped)\" does not exist", "create it, or name one that there is")
    }

    private func why(_ binding: IngressBinding) -> (String, String)? {
        let name = binding.className?.clipped ?? ""
        switch binding.owner {
        case .alb: return nil
        case .foreign:
            return ("its class \"\(name)\" is another controller's", "set spec.ingressClassName to a class of ALB")
        case .missingClass:
            let isComplete = context.completeKinds.contains(.ingressClass)
            return (
                "its class \"\(name)\" \(isComplete ? "does not exist" : "is not among the objects")",
                isComplete ? "create the IngressClass, or name one that there is" : "add the IngressClass to the input"
            )
        case .noClass: return ("it names no class, so no controller takes it", "set spec.ingressClassName")
        }
    }

    /// On an ALB that it is a member of.
    package func why(
        _ facts: IngressFacts,
        _ path: IngressPath,
        _ model: RoutingModel
    ) -> (reason: String, fix: String) {
        guard let listeners = facts.listeners else {
            return ("its listen-ports cannot be read", "write it as '[{\"HTTP\": 80}, {\"HTTPS\": 443}]'")
        }
        if path.backend?.hasService != true { return ("its backend is no Service", "name a Service as backend") }
        switch facts.patterns(path) {
        case .patterns: break
        case .wildcardNotAllowed:
            return (
                "\(path.path) has a wildcard, which pathType \(path.pathType.isEmpty ? "Prefix" : path.pathType) does "
                    + "not take",
                "use pathType ImplementationSpecific"
            )
        case .unknownPathType:
            return (
                "pathType \(path.pathType.clipped) does not exist", "use Prefix, Exact or ImplementationSpecific"
            )
        }
        if let dropped = model.droppedCanaries.first(where: { $0.ingress == facts.name }) {
            return Self.why(dropped.reason)
        }
        if facts.isCanary {
            return ("it is a canary that gets no share of a main rule", "give the main rule a backend")
        }
        let missing = listeners.listeners.filter { model.listener($0) == nil }
        if !missing.isEmpty, missing.count == listeners.listeners.count {
            return (
                "AlbConfig \"\(model.albConfig.name)\" has no listener \(Words.list(missing.map(\.description)))",
                "add the listener to spec.listeners of the AlbConfig, or change listen-ports"
            )
        }
        if listeners.listeners.isEmpty { return ("its listen-ports names no port", "write '[{\"HTTP\": 80}]'") }
        return ("the controller makes no rule of it", "'alb-admission check' says what is wrong with it")
    }

    private static func why(_ reason: DroppedCanary.Reason) -> (String, String) {
        switch reason {
        case .weight(let text):
            ("canary-weight \"\(text)\" gives the canary nothing", "set a whole number from 1 to 100")
        case .weightBesideHeaderOrCookie:
            ("a canary with a weight beside a header or cookie is dropped", "keep one of them")
        case .noMainRule(let host, let path):
            (
                "no main Ingress has host \"\(host)\" and path \(path) on the same listener",
                "give the main Ingress the same host and path, to the letter"
            )
        }
    }
}
