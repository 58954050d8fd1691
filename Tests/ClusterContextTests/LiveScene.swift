import Admission
import ClusterContext
import Kubernetes
import KubernetesClient
import Rules
import Sockets
import Synchronization
import TestSupport

/// A context that follows a scripted API server, and what comes out of it.
final class LiveScene: Sendable {
    let cluster: ScriptedCluster
    let context: LiveContext
    private let heard = Mutex(Heard())

    private struct Heard {
        var publications: [Publication] = []
        var notices: [ContextNotice] = []
        var verdicts: [Verdict] = []
    }

    init(
        staleAfter: UInt64 = 60 * Sample.second,
        _ answer: @escaping @Sendable (ScriptedCluster.Read) -> APIRead? = { _ in nil }
    ) throws {
        cluster = ScriptedCluster(answer)
        var configuration = cluster.configuration()
        configuration.staleAfter = staleAfter
        let settings = try Settings(parsing: Array(#"{"rules": {"ALB301": "deny"}}"#.utf8))
        context = LiveContext(configuration, settings: Reviewer(settings: settings))
        try context.start(
            LiveContext.Outlets(
                publish: { [weak self] publication in self?.heard.withLock { $0.publications.append(publication) } },
                notice: { [weak self] notice in self?.heard.withLock { $0.notices.append(notice) } }
            )
        )
    }

    deinit { context.stop() }

    var publications: [Publication] { heard.withLock { $0.publications } }
    var notices: [ContextNotice] { heard.withLock { $0.notices } }
    /// Of answers that came later.
    var verdicts: [Verdict] { heard.withLock { $0.verdicts } }

    /// Everything is listed: an AlbConfig with port 80, its class, a Service.
    func list() -> Bool {
        cluster.listAll([
            .albConfig: [ClusterObject.albConfig("alb")], .ingressClass: [ClusterObject.ingressClass()],
            .service: [ClusterObject.service("web")],
        ])
        return waitUntil {
            context.publication.silence == nil && context.publication.sequence > 0
                && publications.last?.sequence == context.publication.sequence
        }
    }

    /// Needs a listener that the AlbConfig lacks.
    func validate(milliseconds: UInt64 = 10_000) throws -> LiveContext.Answer {
        try validate(ClusterObject.ingress("shop", ports: [8443]), milliseconds: milliseconds)
    }

    func validate(_ object: String, milliseconds: UInt64 = 10_000) throws -> LiveContext.Answer {
        context.validate(
            try Sample.request(object),
            by: context.publication,
            deadline: MonotonicClock.now() + milliseconds * Sample.millisecond,
            now: 0
        ) { [weak self] verdict in
            self?.heard.withLock { $0.verdicts.append(verdict) }
        }
    }

    /// The verdict of an answer that comes later; nil if it does not come, or came at once.
    func later(_ answer: LiveContext.Answer) -> Verdict? {
        guard case .later = answer, waitUntil({ !verdicts.isEmpty }) else { return nil }
        return verdicts.first
    }

    func count(_ result: ConfirmationResult) -> UInt64 { context.confirmationCounts()[result] ?? 0 }
}

extension LiveContext.Answer {
    /// Nil if it comes later.
    var verdict: Verdict? {
        if case .now(let verdict) = self { verdict } else { nil }
    }
}
