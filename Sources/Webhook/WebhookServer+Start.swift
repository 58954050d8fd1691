import Admission
import ClusterContext
import HTTPServer
import ManagedCertificates
import Sockets

/// What happens once, when the server has begun to listen.
extension WebhookServer {
    /// Begins to follow the API server; what is heard of it reaches the loops between two reviews.
    func follow(_ log: Log) throws {
        guard let live else { return }
        let reviews = reviews
        let lines = ContextLog(log: log)
        // Both are taken back in `wait`, as the servers' handlers own the context.
        live.setAnswer { reviews.answer($0, to: $1) }
        do {
            try live.context.start(.init(publish: { reviews.send($0) }, notice: { lines.write($0) }))
            try audit?.start()
        } catch {
            live.setAnswer(nil)
            reviews.drain(within: 0)
            operations?.drain(within: 0)
            throw error
        }
    }

    /// Makes, renews and registers certificates from now on.
    func keepCertificates(_ log: Log) throws {
        guard let keeper = configuration.keeper else { return }
        let lines = KeeperLog(log: log, secret: keeper.status.secret)
        do {
            try keeper.start(renewed: { [weak self] in self?.reloadSoon() }, notice: { lines.write($0) })
        } catch {
            reviews.drain(within: 0)
            operations?.drain(within: 0)
            throw error
        }
    }

    func attachFigures() {
        let (reviews, operations) = (reviews, operations)
        // Taken back in `wait`: the servers' handlers own what is shared.
        shared.setSource(
            .init(
                statistics: { reviews.statistics.adding(operations?.statistics) },
                longestTurn: { reviews.longestTurn }
            )
        )
    }

    func logStart(_ log: Log, _ reviewer: Reviewer, _ saved: SavedObjects) {
        var fields: [(String, Log.Value)] = []
        for (endpoint, name) in [(Endpoint.webhook, "webhook"), (.probes, "probes"), (.metrics, "metrics")] {
            if let address = addresses[endpoint] { fields.append((name, .text(address.description))) }
        }
        fields.append(("threads", .number(configuration.threads)))
        if !configuration.version.isEmpty { fields.append(("version", .text(configuration.version))) }
        log.write(.info, "serving", fields)
        let followed = Set(configuration.context?.kinds.compactMap(\.objectKind) ?? []).union(saved.knownKinds)
        let unheard = reviewer.rulesWithoutContext.filter { !$0.needs.allSatisfy(followed.contains) }.map(\.id)
        guard !unheard.isEmpty else { return }
        let rules = ("rules", Log.Value.text(unheard.joined(separator: ",")))
        log.write(.info, "rules that need objects the server does not know say nothing", [rules])
    }
}
