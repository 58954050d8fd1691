import ALBController
import Kubernetes

/// Paths that fit a question and of which the controller makes no rule, with the reason.
struct UnbuiltPaths {
    private let context: RouteContext
    private let question: RouteQuestion
    private let models: [RoutingModel]
    private(set) var found: [UnbuiltPath] = []
    private(set) var count = 0

    private static let limit = 10

    init(_ context: RouteContext, _ question: RouteQuestion, _ candidates: HostCandidates, _ models: [RoutingModel]) {
        self.context = context
        self.question = question
        self.models = models
        let paths = candidates.facts.flatMap { facts in
            facts.ingress.paths.filter { candidates.fits(host: $0.host) && fits(facts, $0) }.map { (facts, $0) }
        }
        let wanted = Set(paths.map(\.0.name))
        let built = Self.built(models, wanted)
        let shares = Self.canaryShares(models, wanted)
        for (facts, path) in paths {
            let place = Place(ingress: facts.name, rule: path.ruleIndex, path: path.index)
            if built.contains(place) || (!facts.makesRules && shares.contains(facts.name)) { continue }
            add(facts, path)
        }
    }

    private struct Place: Hashable {
        var ingress: ObjectName
        var rule: Int
        var path: Int
    }

    private static func built(_ models: [RoutingModel], _ wanted: Set<ObjectName>) -> Set<Place> {
        var places: Set<Place> = []
        for rule in models.lazy.flatMap(\.listeners).flatMap(\.rules) where wanted.contains(rule.ingress) {
            places.insert(Place(ingress: rule.ingress, rule: rule.ruleIndex, path: rule.pathIndex))
        }
        return places
    }

    /// Ingresses that a rule of another one forwards a share to.
    private static func canaryShares(_ models: [RoutingModel], _ wanted: Set<ObjectName>) -> Set<ObjectName> {
        var names: Set<ObjectName> = []
        for rule in models.lazy.flatMap(\.listeners).flatMap(\.rules) {
            for case .forward(let groups) in rule.finalActions {
                for case .service(let ingress, _, _) in groups.map(\.group)
                where ingress != rule.ingress && wanted.contains(ingress) {
                    names.insert(ingress)
                }
            }
        }
        return names
    }

    /// A path that the controller refuses fits as its text would.
    private func fits(_ facts: IngressFacts, _ path: IngressPath) -> Bool {
        switch facts.patterns(path) {
        case .patterns(let values): values.contains { ModelRule.reading($0, question.path) != false }
        case .wildcardNotAllowed, .unknownPathType:
            [path.path, path.path + "/*"].contains { WildcardPattern($0).matches(question.path) }
        }
    }

    private mutating func add(_ facts: IngressFacts, _ path: IngressPath) {
        count += 1
        guard found.count < Self.limit else { return }
        let (reason, fix) = why(facts, path, context.resolver.binding(of: facts.ingress))
        found.append(
            UnbuiltPath(
                ingress: facts.name,
                field: path.field,
                host: path.host,
                path: path.path,
                pathType: path.pathType,
                reason: reason,
                fix: fix
            )
        )
    }

    private func why(_ facts: IngressFacts, _ path: IngressPath, _ binding: IngressBinding) -> (String, String) {
        if facts.ingress.metadata.isTerminating { return ("the Ingress is being deleted", "create it again") }
        if let reason = why(binding) { return reason }
        guard let name = binding.albConfigName else {
            return (
                "its class \"\(binding.className?.clipped ?? "")\" leads to no AlbConfig",
                "set spec.parameters of the IngressClass to an AlbConfig"
            )
        }
        guard let model = models.first(where: { $0.albConfig.name == name }) else {
            return ("AlbConfig \"\(name.clipped)\" does not exist", "create it, or name one that there is")
        }
        return why(facts, path, model)
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

    private func why(_ facts: IngressFacts, _ path: IngressPath, _ model: RoutingModel) -> (String, String) {
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
