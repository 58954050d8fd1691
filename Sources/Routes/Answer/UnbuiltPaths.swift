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
        let built = BuiltPaths(models, of: Set(paths.map(\.0.name)))
        for (facts, path) in paths where !built.contains(path, of: facts) { add(facts, path) }
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
        let (reason, fix) = UnbuiltReason(context).why(facts, path) { name in
            models.first { $0.albConfig.name == name }
        }
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
}
