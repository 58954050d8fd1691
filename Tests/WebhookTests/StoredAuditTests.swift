import ClusterContext
import Foundation
import TestSupport
import Testing
import Webhook

/// `serve --audit-interval`: what exists, judged in the background and counted.
struct StoredAuditTests {
    private static let missing =
        #"alb_admission_audit_findings{profile="ack",rule="ALB301",severity="deny"}"#

    private func list(_ cluster: ScriptedCluster, ingresses: [String]) {
        cluster.listAll([
            .albConfig: [ClusterObject.albConfig("alb")], .ingressClass: [ClusterObject.ingressClass()],
            .ingress: ingresses, .service: [ClusterObject.service("web")],
            .namespace: [#"{"metadata": {"name": "default"}}"#],
        ])
    }

    @Test("what exists is counted by rule, severity and profile, as soon as the cluster is known and then again")
    func counts() throws {
        let cluster = ScriptedCluster()
        let running = try LiveServer.server(cluster) { $0.auditInterval = 1_000_000 }
        #expect(try !running.metrics().samples.keys.contains { $0.contains("audit") })
        list(
            cluster,
            ingresses: ["a", "b"].map { ClusterObject.ingress($0, ports: [8443], isWhole: false) }
                + [ClusterObject.ingress("c", isWhole: false)]
        )
        #expect(waitUntil { (try? running.metrics()[Self.missing]) == 2 })
        let page = try running.metrics()
        #expect(page["alb_admission_audit_objects"] == 7)
        #expect(page["alb_admission_audit_timestamp_seconds"] > 1_700_000_000)
        #expect(page.samples.keys.contains("alb_admission_audit_duration_seconds"))
        // What is put right is counted no more; what is in the README is there.
        list(cluster, ingresses: [ClusterObject.ingress("c", isWhole: false)])
        #expect(waitUntil { (try? running.metrics()["alb_admission_audit_objects"]) == 5 })
        #expect(try running.metrics()[Self.missing] == 0)
        let readme = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        let section = text.components(separatedBy: "### Audit what exists\n").last?.components(separatedBy: "\n### ")
        let names = (section?.first ?? "").matches(of: /`(alb_admission_\w+)/).map { String($0.1) }
        #expect(names.count == 4)
        for name in names { #expect(page.families[name] != nil, "\(name)") }
    }

    @Test("an audit that is under way ends with the server, and reviews are answered meanwhile")
    func end() throws {
        let cluster = ScriptedCluster()
        let running = try LiveServer.server(cluster) { $0.auditInterval = 1 }
        list(cluster, ingresses: (0..<2000).map { ClusterObject.ingress("a\($0)", ports: [8443], isWhole: false) })
        let client = try running.connect()
        for _ in 0..<20 {
            #expect(try client.ask("validate", LiveServer.review).status == 200)
        }
        running.server.shutDown()
        running.server.wait()
    }
}
