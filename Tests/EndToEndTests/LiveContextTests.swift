import Foundation
import Sockets
import TestSupport
import Testing

/// The server follows the API server that asks it, with the role of the README and nothing more.
extension EndToEndTests {
    struct LiveContextTests {
        private static let kinds = ["AlbConfig", "IngressClass", "Ingress", "Service", "Namespace", "DaemonSet"]

        private let cluster: Cluster
        private let kubectl: Kubectl

        init() throws {
            cluster = try #require(Cluster.running)
            kubectl = cluster.kubectl
        }

        /// The section of the README.
        private func section() throws -> String {
            let text = try String(contentsOfFile: Assets.checkout("README.md"), encoding: .utf8)
            return try #require(
                text.components(separatedBy: "### Live context\n").last?.components(separatedBy: "\n### ").first
            )
        }

        private func role() throws -> String {
            let text = try section()
            return try #require(
                text.components(separatedBy: "<!-- role -->\n```yaml\n").last?.components(separatedBy: "```").first
            )
        }

        /// What the kubelet would put into the Pod.
        private func token() throws -> String {
            let request = #"{"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {}}"#
            let path = "/api/v1/namespaces/kube-system/serviceaccounts/alb-admission/token"
            let answer = try kubectl("create --raw \(path)", input: request)
            let object = try JSONSerialization.jsonObject(with: Data(answer.out.utf8)) as? [String: Any]
            return try #require((object?["status"] as? [String: Any])?["token"] as? String, "\(answer.err)")
        }

        /// Starts it and waits until it has read every kind.
        private func follow(_ arguments: [String] = []) throws {
            let token = try cluster.control.folder.write(token(), to: "service-account-token")
            let server = try cluster.start(
                [
                    "--shutdown-delay", "0s", "--kube-api", "https://\(cluster.control.address)", "--kube-token-file",
                    token, "--kube-ca-file", cluster.control.folder.path("certs/apiserver.crt"),
                ] + arguments
            )
            for kind in Self.kinds {
                let series = #"alb_admission_context_synced{kind="\#(kind)"}"#
                try #require(waitUntil(seconds: 30) { server.metric(series) == 1 }, "\(kind)")
            }
        }

        /// Reviews go on while the API server is away, and follow it again when it is back.
        @Test func anAPIServerThatGoesAndComesBack() throws {
            try kubectl.prepare("apply", input: role())
            try follow(["--kube-stale-after", "1s"])
            let server = try cluster.webhook()
            let id = "alb-gone56789abcdef01"
            try kubectl.prepare("create", input: Manifest.albConfig("gone-a", id: id))
            let objects = #"alb_admission_context_objects{kind="AlbConfig"}"#
            let known = try kubectl("get albconfigs -o name").out.split(separator: "\n").count
            try #require(waitUntil { server.metric(objects) == Double(known) })

            cluster.control.stopAPIServer()
            let synced = #"alb_admission_context_synced{kind="AlbConfig"}"#
            #expect(waitUntil { server.metric(synced) == 0 })
            #expect(server.metric(objects) == Double(known))
            #expect(waitUntil { (server.metric(#"alb_admission_context_age_seconds{kind="AlbConfig"}"#) ?? 0) > 1 })
            #expect(server.isReady)

            try cluster.control.restartAPIServer()
            #expect(waitUntil(seconds: 60) { server.metric(synced) == 1 })
            #expect(
                waitUntil(seconds: 30) {
                    (try? create(Manifest.albConfig("aliyun-x")))?.err.contains("[ALB101]") == true
                }
            )
            let second = try create(Manifest.albConfig("gone-b", id: id))
            #expect(!second.isDone && second.err.contains("[ALB601]"), "\(second.err)")
            try kubectl.prepare("delete albconfig gone-a")
            #expect(try create(Manifest.albConfig("gone-b", id: id)).isDone)
            try cluster.start()
        }

        /// While reviews are asked for without a pause: no answer fails, what is known comes back, memory stays.
        @Test func whateverHappensToTheAPIServer() throws {
            try kubectl.prepare("apply", input: role())
            try kubectl.prepare(
                "apply",
                input: Manifest.ingressClass("load", controller: "ingress.k8s.alibabacloud/alb")
            )
            try follow()
            let server = try cluster.webhook()
            let load = try ReviewLoad(
                SocketAddress("127.0.0.1:\(cluster.ports.webhook)"),
                authority: cluster.control.folder.path("serving/ca.crt")
            )
            defer { load.stop() }
            #expect(waitUntil(seconds: 30) { load.answered > 500 })
            let before = try #require(server.metric("process_resident_memory_bytes"))
            try isFollowed("before", server)
            cluster.control.stopAPIServer()
            try cluster.control.restartAPIServer()
            try isFollowed("restarted", server)
            try cluster.control.restartEtcd()
            try isFollowed("etcd", server)
            cluster.control.stopAPIServer()
            try cluster.control.compact()
            try cluster.control.restartAPIServer()
            try isFollowed("compacted", server)
            load.stop()
            #expect(load.failures.isEmpty, "\(load.failures.prefix(3)) of \(load.answered)")
            let after = try #require(server.metric("process_resident_memory_bytes"))
            #expect(after < before + 16 * 1024 * 1024, "\(before) \(after)")
            try kubectl.prepare("delete ingressclass load")
            try cluster.start()
        }

        /// An object that comes, changes and goes is in the verdicts, at the latest when the pauses between attempts are over.
        private func isFollowed(_ name: String, _ server: WebhookProcess) throws {
            let id = "alb-\(name)0123456789ab"
            var isStored = false
            #expect(
                waitUntil(seconds: 60) {
                    isStored =
                        isStored
                        || (try? kubectl("create", input: Manifest.albConfig("load-\(name)", id: id)))?.isDone == true
                    return isStored && server.metric(#"alb_admission_context_synced{kind="AlbConfig"}"#) == 1
                },
                "\(name)"
            )
            #expect(
                waitUntil(seconds: 60) {
                    (try? create(Manifest.albConfig("other", id: id)))?.err.contains("[ALB601]") == true
                },
                "\(name)"
            )
            try kubectl.prepare("delete albconfig load-\(name)")
            #expect(
                waitUntil(seconds: 60) { (try? create(Manifest.albConfig("other", id: id)))?.isDone == true },
                "\(name)"
            )
        }

        private func create(_ manifest: String) throws -> Kubectl.Output {
            try kubectl("create --dry-run=server", input: manifest)
        }

        @Test func verdictsFollowTheCluster() throws {
            // Kinds that nobody is allowed to read are said so, and the server is ready.
            try kubectl.prepare("apply", input: role())
            try kubectl.prepare("delete clusterrolebinding alb-admission")
            let token = try cluster.control.folder.write(token(), to: "service-account-token")
            var server = try cluster.start([
                "--shutdown-delay", "0s", "--kube-api", "https://\(cluster.control.address)", "--kube-token-file",
                token,
                "--kube-ca-file", cluster.control.folder.path("certs/apiserver.crt"),
            ])
            let forbidden = #"alb_admission_context_failures_total{kind="Ingress",reason="forbidden"}"#
            #expect(waitUntil(seconds: 30) { (server.metric(forbidden) ?? 0) > 0 })
            let silent = try create(Manifest.ingress("live", className: "alb", tls: false))
            #expect(silent.isDone && silent.err.contains("cannot be read (forbidden)"), "\(silent.err)")

            try kubectl.prepare("apply", input: role())
            try follow()
            server = try cluster.webhook()
            #expect(server.metric(#"alb_admission_context_failures_total{kind="Ingress",reason="forbidden"}"#) == 0)

            // A second AlbConfig on one ALB, at once and after the watch has told the first.
            let id = "alb-live56789abcdef01"
            try kubectl.prepare("create", input: Manifest.albConfig("live-a", id: id))
            let second = try create(Manifest.albConfig("live-b", id: id))
            #expect(!second.isDone && second.err.contains("[ALB601]"), "\(second.err)")
            let objects = #"alb_admission_context_objects{kind="AlbConfig"}"#
            let known = try kubectl("get albconfigs -o name").out.split(separator: "\n").count
            #expect(waitUntil { server.metric(objects) == Double(known) })
            #expect(try !create(Manifest.albConfig("live-b", id: id)).isDone)
            // What is deleted is out of the way at once, whether the watch has told it or not.
            try kubectl.prepare("delete albconfig live-a")
            #expect(try create(Manifest.albConfig("live-b", id: id)).isDone)

            // A listener that comes takes the warning away.
            try kubectl.prepare("create", input: Manifest.albConfig("live-c"))
            let parameters = "  parameters: {apiGroup: alibabacloud.com, kind: AlbConfig, name: live-c}"
            let controller = "ingress.k8s.alibabacloud/alb"
            let ingressClass = Manifest.ingressClass("live", controller: controller)
                .replacing(
                    "spec: {controller: \(controller)}",
                    with: "spec:\n  controller: \(controller)\n\(parameters)"
                )
            try kubectl.prepare("create", input: ingressClass)
            let ingress = Manifest.ingress(
                "live",
                className: "live",
                tls: false,
                annotations: ["alb.ingress.kubernetes.io/listen-ports": #"[{"HTTP": 8080}]"#]
            )
            #expect(waitUntil { (try? create(ingress))?.err.contains("[ALB301]") == true })
            try kubectl.run([
                "patch", "albconfig", "live-c", "--type=json", "-p",
                #"[{"op":"add","path":"/spec/listeners/-","value":{"port":8080,"protocol":"HTTP"}}]"#,
            ])
            #expect(waitUntil { (try? create(ingress))?.err.contains("[ALB301]") == false })

            let page = try server.metricsPage()
            for name in try section().matches(of: /`(alb_admission_\w+)/).map(\.1) {
                #expect(page.contains("# TYPE \(name) "), "\(name)")
            }
            try kubectl.prepare("delete albconfig live-c")
            try kubectl.prepare("delete ingressclass live")
            try cluster.start()
        }
    }
}
