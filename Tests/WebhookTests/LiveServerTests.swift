import ALBController
import Admission
import ClusterContext
import Kubernetes
import KubernetesClient
import Rules
import Sockets
import Synchronization
import TestSupport
import Testing
import Webhook

/// The server with a live context, against a scripted API server.
struct LiveServerTests {
    @Test func aConfirmedDenialIsAnsweredCountedAndLoggedOnce() throws {
        let cluster = ScriptedCluster(LiveServer.asStored)
        let running = try LiveServer.server(cluster)
        try LiveServer.list(cluster, running)
        let client = try running.connect()
        let answer = try client.ask("validate", LiveServer.review)
        #expect(answer.status == 200)
        #expect(answer.text.contains(#""allowed":false"#) && answer.text.contains("ALB301"))
        let page = try running.metrics()
        #expect(page[#"alb_admission_confirmations_total{result="confirmed"}"#] == 1)
        #expect(page[#"controller_runtime_webhook_requests_total{code="200",webhook="/validate"}"#] == 1)
        #expect(page[#"alb_admission_findings_total{rule="ALB301",severity="deny"}"#] == 1)
        #expect(page[#"controller_runtime_webhook_latency_seconds_count{webhook="/validate"}"#] == 1)
        _ = try #require(try running.log.first("denied"))
        #expect(try running.log.count("denied") == 1)
        // The connection goes on.
        #expect(try client.ask("mutate", SampleReview.bareIngress).status == 200)
    }

    /// The connection with the open question is not the only one.
    @Test func otherReviewsGoOnWhileOneWaits() throws {
        let cluster = ScriptedCluster()
        let running = try LiveServer.server(cluster)
        try LiveServer.list(cluster, running)
        let waiting = try running.connect()
        try waiting.send(post("validate", LiveServer.review))
        #expect(waitUntil { !cluster.reads.isEmpty })
        let other = try running.connect()
        #expect(try other.ask("validate", SampleReview.reservedAlbConfig).text.contains("ALB101"))
        for read in cluster.reads { read.done(.absent) }
        #expect(try waiting.receive()?.status == 200)
    }

    @Test func theRequestsOwnTimeoutIsKept() throws {
        let cluster = ScriptedCluster()
        let running = try LiveServer.server(cluster)
        try LiveServer.list(cluster, running)
        let client = try running.connect()
        let text = String(decoding: post("validate", LiveServer.review), as: UTF8.self)
        try client.send(text.replacing("timeout=5s", with: "timeout=900ms"))
        let answer = try #require(try client.receive())
        #expect(answer.text.contains(#""allowed":true"#) && answer.text.contains("was not read in time"))
        #expect(try running.metrics()[#"alb_admission_confirmations_total{result="timed_out"}"#] == 1)
    }

    @Test func otherSettingsKeepWhatIsKnown() throws {
        let cluster = ScriptedCluster()
        let running = try LiveServer.server(cluster, threads: 2)
        try LiveServer.list(cluster, running)
        let settings = Array(#"{"rules": {"ALB301": "warn"}}"#.utf8)
        running.sources.reviewer.withLock { source in
            guard let parsed = try? Settings(parsing: settings) else { return }
            source = .success(ReviewerSource(reviewer: Reviewer(settings: parsed), configuration: settings))
        }
        running.server.reload()
        #expect(
            waitUntil {
                let answer = try? running.connect().ask("validate", LiveServer.review).text
                return answer?.contains(#""allowed":true"#) == true && answer?.contains("[ALB301]") == true
            }
        )
    }

    @Test func savedObjectsAreReadAgain() throws {
        let cluster = ScriptedCluster()
        let saved = Mutex<Result<SavedObjects, WebhookConfiguration.SourceError>>(.success(.none))
        let running = try LiveServer.server(cluster) { configuration in
            configuration.savedObjects = { saved.withLock { $0 } }
        }
        cluster.listAll()
        cluster.tell(.albConfig, .failed(.unreachable("refused")))
        saved.withLock { $0 = .failure(.init("objects.json: No such file or directory")) }
        for _ in 0..<2 { running.server.reload() }
        let line = try #require(try running.log.first("saved objects not replaced; the last good ones stay"))
        #expect(line["error"] as? String == "objects.json: No such file or directory")
        let secret = #"{"metadata": {"name": "tls", "namespace": "web"}, "type": "kubernetes.io/tls"}"#
        let value = try #require(ScriptedCluster.value(secret))
        saved.withLock {
            $0 = .success(
                SavedObjects(knownKinds: [.secret], objects: [(.secret, .set(.secret, value))], contentHash: 1)
            )
        }
        for _ in 0..<2 { running.server.reload() }
        _ = try #require(try running.log.first("saved objects replaced"))
        #expect(try running.log.count("saved objects replaced") == 1)
        #expect(try running.log.count("saved objects not replaced; the last good ones stay") == 1)
    }

    @Test func withoutAContextNothingIsSaidAboutIt() throws {
        let running = try TestWebhook()
        #expect(try !running.get(.probes, "/readyz?verbose").text.contains("context"))
        #expect(try !running.metrics().samples.keys.contains { $0.contains("context") || $0.contains("confirmation") })
    }

    @Test func aContextThatCannotBeginIsNoStart() throws {
        struct Refused: Error {}
        #expect(throws: Refused.self) {
            try TestWebhook { configuration in
                configuration.context = LiveContextConfiguration { _, _ in throw Refused() }
            }
        }
    }
}
