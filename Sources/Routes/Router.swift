package import ALBController
import Kubernetes

/// Asks the model of the controller which rule answers a request.
package struct Router: Sendable {
    private let context: RouteContext
    private let notes: [String]

    /// Bound on ALBs that are answered for, when none of them has the host.
    private static let strangerLimit = 3

    package init(_ context: RouteContext) {
        let assumed = AssumedObjects(context)
        self.context = assumed.context
        notes = assumed.notes
    }

    /// The AlbConfigs by name, those that are taken for granted too.
    package var albConfigNames: [ObjectName] { context.snapshot.albConfigs.keys.sorted() }

    /// With `albConfig`, for that one alone; costs in proportion to all rules.
    package func answer(_ question: RouteQuestion, albConfig: String? = nil) -> RouteReport {
        var report = RouteReport(question: question)
        report.notes = notes
        let models = models()
        let unbuilt = UnbuiltPaths(context, question, models)
        report.unbuilt = unbuilt.found
        report.moreUnbuilt = unbuilt.count - unbuilt.found.count
        let chosen = choose(models, question, albConfig, unbuilt.albConfigs, &report)
        report.albs = chosen.map { ListenerAnswer(context, question, $0).route }
        return report
    }

    private func models() -> [RoutingModel] {
        context.snapshot.albConfigs.sorted { $0.key < $1.key }.map { _, config in
            let read = context.resolver.profile == .ack ? config : config.readLetterByLetter
            return RoutingModel(read, resolver: context.resolver)
        }
    }

    /// Those that name the host, else those that take every host, else those that would have it.
    private func choose(
        _ models: [RoutingModel],
        _ question: RouteQuestion,
        _ albConfig: String?,
        _ wouldHave: Set<String>,
        _ report: inout RouteReport
    ) -> [RoutingModel] {
        if let albConfig { return models.filter { $0.albConfig.name == albConfig } }
        var named: [RoutingModel] = []
        var open: [RoutingModel] = []
        for model in models {
            switch Self.fit(model, question.host) {
            case (_, true): named.append(model)
            case (true, _): open.append(model)
            default: break
            }
        }
        if !named.isEmpty {
            report.otherALBs = open.map(\.albConfig)
            return named
        }
        if !open.isEmpty { return open }
        let would = models.filter { wouldHave.contains($0.albConfig.name) }
        if !would.isEmpty { return would }
        if models.isEmpty {
            report.notes.append("there is no AlbConfig, so there is no ALB")
            return []
        }
        report.notes.append(NearHost.note(question.host, models))
        return models.count <= Self.strangerLimit ? models : []
    }

    private static func fit(_ model: RoutingModel, _ host: String) -> (fits: Bool, isNamed: Bool) {
        var fits = false
        for rule in model.listeners.lazy.flatMap(\.rules) {
            let fit = rule.fits(host: host)
            if fit.isNamed { return (true, true) }
            if fit.fits { fits = true }
        }
        return (fits, false)
    }
}
