import Admission
import ClusterContext
import KubernetesClient
import Rules
import TestSupport
import Testing
import Webhook

/// A server with a live context, and a scripted API server behind it.
enum LiveServer {
    private static let strict = #"{"rules": {"ALB301": "deny"}}"#

    static func server(
        _ cluster: ScriptedCluster,
        threads: Int = 1,
        change: (inout WebhookConfiguration) -> Void = { _ in }
    ) throws -> TestWebhook {
        let settings = try Settings(parsing: Array(strict.utf8))
        return try TestWebhook(Reviewer(settings: settings), threads: threads) { configuration in
            configuration.context = cluster.configuration()
            change(&configuration)
        }
    }

    /// Needs a listener that the AlbConfig lacks.
    static let review = SampleReview.make(
        kind: #"{"group":"networking.k8s.io","version":"v1","kind":"Ingress"}"#,
        name: "shop",
        object: ClusterObject.ingress("shop", ports: [8443])
    )

    static func list(_ cluster: ScriptedCluster, _ running: TestWebhook, ports: [Int] = [80]) throws {
        cluster.listAll([
            .albConfig: [ClusterObject.albConfig("alb", ports: ports)], .ingressClass: [ClusterObject.ingressClass()],
        ])
        _ = try #require(try running.log.first("cluster context read"))
    }

    static func asStored(_ read: ScriptedCluster.Read) -> APIRead? {
        let text = read.kind == .albConfig ? ClusterObject.albConfig("alb") : ClusterObject.ingressClass()
        return ScriptedCluster.value(text).map { .found($0) }
    }
}
