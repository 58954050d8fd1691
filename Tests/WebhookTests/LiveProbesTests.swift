import ClusterContext
import KubernetesClient
import TestSupport
import Testing
import Webhook

/// What probes, metrics and log show of a live context.
struct LiveProbesTests {
    @Test func probesShowEachKindAndStayReady() throws {
        let cluster = ScriptedCluster()
        let running = try LiveServer.server(cluster)
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
        let running = try LiveServer.server(cluster)
        #expect(try running.metrics()[#"alb_admission_context_synced{kind="Ingress"}"#] == 0)
        try LiveServer.list(cluster, running)
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
        let running = try LiveServer.server(cluster) { $0.metricsShowNames = showsNames }
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
}
