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
    private static let strict = #"{"rules": {"ALB301": "deny"}}"#

    private static func server(
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
    private static let review = SampleReview.make(
        kind: #"{"group":"networking.k8s.io","version":"v1","kind":"Ingress"}"#,
        name: "shop",
        object: ClusterObject.ingress("shop", ports: [8443])
    )

    private static func list(_ cluster: ScriptedCluster, _ running: TestWebhook, ports: [Int] = [80]) throws {
        cluster.listAll([
            .albConfig: [ClusterObject.albConfig("alb", ports: ports)], .ingressClass: [ClusterObject.ingressClass()],
        ])
        _ = try #require(try running.log.first("cluster context read"))
    }

    private static func asStored(_ read: ScriptedCluster.Read) -> APIRead? {
        let text = read.kind == .albConfig ? ClusterObject.albConfig("alb") : ClusterObject.ingressClass()
        return ScriptedCluster.value(text).map { .found($0) }
    }

    @Test func aConfirmedDenialIsAnsweredCountedAndLoggedOnce() throws {
        let cluster = ScriptedCluster(Self.asStored)
        let running = try Self.server(cluster)
        try Self.list(cluster, running)
        let client = try running.connect()
        let answer = try client.ask("validate", Self.review)
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
        let running = try Self.server(cluster)
        try Self.list(cluster, running)
        let waiting = try running.connect()
        try waiting.send(post("validate", Self.review))
        #expect(waitUntil { !cluster.reads.isEmpty })
        let other = try running.connect()
        #expect(try other.ask("validate", SampleReview.reservedAlbConfig).text.contains("ALB101"))
        for read in cluster.reads { read.done(.absent) }
        #expect(try waiting.receive()?.status == 200)
    }

    @Test func theRequestsOwnTimeoutIsKept() throws {
        let cluster = ScriptedCluster()
        let running = try Self.server(cluster)
        try Self.list(cluster, running)
        let client = try running.connect()
        let text = String(decoding: post("validate", Self.review), as: UTF8.self)
        try client.send(text.replacing("timeout=5s", with: "timeout=900ms"))
        let answer = try #require(try client.receive())
        #expect(answer.text.contains(#""allowed":true"#) && answer.text.contains("was not read in time"))
        #expect(try running.metrics()[#"alb_admission_confirmations_total{result="timed_out"}"#] == 1)
    }

    @Test func probesShowEachKindAndStayReady() throws {
        let cluster = ScriptedCluster()
        let running = try Self.server(cluster)
        var text = try running.get(.probes, "/readyz?verbose").text
        #expect(
            text.contains("[+]context-ingress ok: not read yet; rules that need it are silent, the others go on\n")
        )
        for kind in ContextKind.allCases where kind != .albConfig { cluster.list(kind) }
        cluster.tell(.albConfig, .failed(.forbidden("albconfigs is forbidden")))
        _ = try #require(try running.log.first("cluster context read"))
        text = try running.get(.probes, "/readyz?verbose").text
        #expect(text.contains("[+]context-ingress ok\n[+]context-service ok\n"), "\(text)")
        #expect(text.contains("[+]context-albconfig ok: not read (forbidden: albconfigs is forbidden); rules that"))
        cluster.tell(.service, .failed(.unreachable("refused")))
        #expect(
            waitUntil {
                let text = (try? running.get(.probes, "/readyz?verbose").text) ?? ""
                return text.contains("[+]context-service ok: stale for 0 s (unreachable: refused); what was known last")
            }
        )
        #expect(try running.get(.probes, "/readyz").text == "ok\n")
        #expect(try running.get(.probes, "/readyz/context-albconfig").status == 200)
        #expect(try running.log.count("cluster context: kind cannot be read; tried again") == 2)
    }

    @Test func metricsShowEachKind() throws {
        let cluster = ScriptedCluster()
        let running = try Self.server(cluster)
        #expect(try running.metrics()[#"alb_admission_context_synced{kind="Ingress"}"#] == 0)
        try Self.list(cluster, running)
        cluster.tell(.service, .failed(.unreachable("refused")))
        let failures = #"alb_admission_context_failures_total{kind="Service",reason="unreachable"}"#
        #expect(waitUntil { (try? running.metrics()[failures]) == 1 })
        let page = try running.metrics()
        #expect(page[#"alb_admission_context_synced{kind="AlbConfig"}"#] == 1)
        #expect(page[#"alb_admission_context_synced{kind="Service"}"#] == 0)
        #expect(page[#"alb_admission_context_objects{kind="AlbConfig"}"#] == 1)
        #expect(page[#"alb_admission_context_age_seconds{kind="Service"}"#] > 0)
        #expect(page.samples[#"alb_admission_context_age_seconds{kind="Ingress"}"#] == 0)
        #expect(page["alb_admission_albconfig_conflicts"] == 0)
    }

    @Test(arguments: [false, true])
    func stoppedALBsAreCountedAndNamedOnlyWhereThatIsAllowed(showsNames: Bool) throws {
        let cluster = ScriptedCluster()
        let running = try Self.server(cluster) { $0.metricsShowNames = showsNames }
        let id = "alb-0123456789abcdef01"
        let bad = ClusterObject.ingress("shop", isWhole: false).replacing("\\\"HTTP\\\"", with: "\\\"TCP\\\"")
        cluster.listAll([
            .albConfig: [ClusterObject.albConfig("alb", id: id), ClusterObject.albConfig("second", id: id)],
            .ingressClass: [ClusterObject.ingressClass()], .ingress: [bad],
        ])
        let line = try #require(try running.log.first("an object stops an ALB"))
        #expect(line["albConfig"] as? String == "alb" && line["object"] as? String == "Ingress default/shop")
        let rule = try #require(line["rule"] as? String)
        #expect(try running.log.first("AlbConfigs claim the same ALB")?["albConfigs"] as? String == "alb,second")
        let page = try running.metrics()
        if showsNames {
            let labels = #"{albconfig="alb",object="Ingress default/shop",rule="\#(rule)"}"#
            #expect(page["alb_admission_stopped_albs\(labels)"] == 1)
            #expect(page[#"alb_admission_albconfig_conflicts{alb="\#(id)",albconfigs="alb,second"}"#] == 1)
        } else {
            #expect(page[#"alb_admission_stopped_albs{rule="\#(rule)"}"#] == 1)
            #expect(page["alb_admission_albconfig_conflicts"] == 1)
        }
        cluster.tell(.ingress, .deleted(try #require(ScriptedCluster.value(bad))))
        _ = try #require(try running.log.first("no object stops the ALB any more"))
        #expect(try running.log.count("an object stops an ALB") == 1)
    }

    @Test func otherSettingsKeepWhatIsKnown() throws {
        let cluster = ScriptedCluster()
        let running = try Self.server(cluster, threads: 2)
        try Self.list(cluster, running)
        let settings = Array(#"{"rules": {"ALB301": "warn"}}"#.utf8)
        running.sources.reviewer.withLock { source in
            guard let parsed = try? Settings(parsing: settings) else { return }
            source = .success(ReviewerSource(reviewer: Reviewer(settings: parsed), configuration: settings))
        }
        running.server.reload()
        #expect(
            waitUntil {
                let answer = try? running.connect().ask("validate", Self.review).text
                return answer?.contains(#""allowed":true"#) == true && answer?.contains("[ALB301]") == true
            }
        )
    }

    @Test func savedObjectsAreReadAgain() throws {
        let cluster = ScriptedCluster()
        let saved = Mutex<Result<SavedObjects, WebhookConfiguration.SourceError>>(.success(.none))
        let running = try Self.server(cluster) { configuration in
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
