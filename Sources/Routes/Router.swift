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

    /// With `albConfig`, for that one alone; costs in proportion to the Ingresses, and to the rules of ALBs that have
    /// something for the host.
    package func answer(_ question: RouteQuestion, albConfig: String? = nil) -> RouteReport {
        var report = RouteReport(question: question)
        report.notes = notes
        let candidates = HostCandidates(context.resolver, host: question.host)
        let names = albConfig.map { candidates.albConfigs.union([$0]) } ?? candidates.albConfigs
        let models = models(named: names)
        let unbuilt = UnbuiltPaths(context, question, candidates, models)
        report.unbuilt = unbuilt.found
        report.moreUnbuilt = unbuilt.count - unbuilt.found.count
        let chosen =
            albConfig.map { name in models.filter { $0.albConfig.name == name } }
            ?? choose(models, question, candidates, &report)
        report.albs = chosen.map { ListenerAnswer(context, question, $0).route }
        return report
    }

    private func models(named names: Set<String>) -> [RoutingModel] {
        context.snapshot.albConfigs.filter { names.contains($0.key.name) }.sorted { $0.key < $1.key }.map { _, config in
            RoutingModel(context.resolver.read(config), resolver: context.resolver)
        }
    }

    /// Those that name the host, else those that take every host, else those that would have it.
    private func choose(
        _ models: [RoutingModel],
        _ question: RouteQuestion,
        _ candidates: HostCandidates,
        _ report: inout RouteReport
    ) -> [RoutingModel] {
        let fits = models.map { ($0, Self.fit($0, question.host)) }
        let named = fits.filter(\.1.isNamed).map(\.0)
        let open = fits.filter { $0.1.fits && !$0.1.isNamed }.map(\.0)
        if !named.isEmpty {
            report.otherALBs = open.map(\.albConfig)
            return named
        }
        if !open.isEmpty { return open }
        if !candidates.facts.isEmpty, !models.isEmpty { return models }
        guard !context.snapshot.albConfigs.isEmpty else {
            report.notes.append("there is no AlbConfig, so there is no ALB")
            return []
        }
        report.notes.append(NearHost.note(question.host, candidates.otherHosts))
        let all = albConfigNames
        return all.count <= Self.strangerLimit ? self.models(named: Set(all.map(\.name))) : []
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
