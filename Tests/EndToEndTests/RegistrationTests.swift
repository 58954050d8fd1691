import Foundation
import Sockets
import TestSupport
import Testing

/// What the READMEs tell people to type works as it is written.
extension EndToEndTests {
    struct RegistrationTests {
        private let cluster: Cluster
        private let kubectl: Kubectl

        init() throws {
            cluster = try #require(Cluster.running)
            kubectl = cluster.kubectl
        }

        /// From nothing to the check that it works, and away again.
        @Test func registerIt() throws {
            var commands = try WrittenCommands("README.md", section: "Register it", cluster)
            try #require(commands.blocks.count == 3)
            let port = try FreePorts.take(1)[0]
            commands.changes = [
                ("/tmp/alb-certs", cluster.control.folder.path("fresh")), ("127.0.0.1:9443", "127.0.0.1:\(port)"),
            ]
            try kubectl.prepare("delete validatingwebhookconfiguration,mutatingwebhookconfiguration alb-admission")
            let server = try commands.start(0, last: "wait", as: "register")
            defer { server.stop() }
            let shown = try #require(commands.output?.split(separator: "...").first)
            var last = ""
            let isRefused = waitUntil(seconds: 30) {
                last = (try? commands.run(1, as: "check"))?.err ?? ""
                return last.contains(shown)
            }
            #expect(isRefused, "\(last)")
            #expect(try commands.run(2, as: "unregister").isDone)
            #expect(try kubectl("get validatingwebhookconfigurations,mutatingwebhookconfigurations").out.isEmpty)
            try cluster.register()
        }

        @Test func aServerOnAnotherMachine() throws {
            var commands = try WrittenCommands("certs/README.md", section: "A server on another machine", cluster)
            let port = try FreePorts.take(1)[0]
            commands.changes = [
                ("/tmp/alb-certs", cluster.control.folder.path("elsewhere")),
                // The only other address that every machine has.
                ("192.0.2.10:9443", "127.0.0.2:\(port)"), ("192.0.2.10", "127.0.0.2"),
                ("alb-admission serve", "alb-admission serve --bind-address 127.0.0.2:\(port)"),
            ]
            let server = try commands.start(0, last: "wait", as: "elsewhere")
            defer { server.stop() }
            let url = ".webhooks[0].clientConfig.url"
            let isThere = waitUntil(seconds: 30) {
                (try? kubectl.value(url, of: "validatingwebhookconfiguration alb-admission"))
                    == "https://127.0.0.2:\(port)/validate"
            }
            try #require(isThere)
            cluster.stopServer()
            #expect(waitUntil(seconds: 30) { isRefused() })
            try cluster.start()
            try cluster.register()
        }

        @Test func aServerBehindAService() throws {
            var commands = try WrittenCommands("certs/README.md", section: "A server behind a Service", cluster)
            commands.changes = [("/tmp/alb-certs", cluster.control.folder.path("service"))]
            let output = try commands.run(0, as: "service")
            #expect(output.isDone, "\(output.err)")
            let object = "validatingwebhookconfiguration alb-admission"
            let service = ".webhooks[*].clientConfig.service"
            #expect(try kubectl.value("\(service).namespace", of: object) == "ingress-system ingress-system")
            #expect(try kubectl.value("\(service).name", of: object) == "alb-admission alb-admission")
            #expect(try kubectl.value(".webhooks[*].clientConfig.url", of: object) == "")
            try cluster.register()
        }

        @Test func deletionsHaveAnEntryOfTheirOwn() throws {
            let object = "validatingwebhookconfiguration alb-admission"
            let deletion = #".webhooks[?(@.name=="validate-deletion.alb-admission.internal")]"#
            #expect(try kubectl.value("\(deletion).rules[0].operations", of: object) == #"["DELETE"]"#)
            #expect(try kubectl.value("\(deletion).failurePolicy", of: object) == "Ignore")
            #expect(try kubectl.value(".webhooks[*].timeoutSeconds", of: object) == "3 3")
            #expect(try !kubectl.value(".webhooks[0].rules", of: object).contains("DELETE"))
        }

        @Test func clientCertificatesOfTheAPIServer() throws {
            var commands = try WrittenCommands(
                "certs/README.md",
                section: "Client certificates of the API server",
                cluster
            )
            let serving = cluster.control.folder.path("serving")
            commands.changes = [
                ("/tmp/alb-certs", serving), ("127.0.0.1:9443", "127.0.0.1:\(cluster.ports.webhook)"),
                ("/etc/kubernetes/alb-admission", cluster.control.folder.path("api-server")),
            ]
            cluster.stopServer()
            let server = try commands.start(0, last: "wait", as: "client")
            #expect(waitUntil(seconds: 30) { isRefused() })
            server.stop()
            // The proof that names are looked at: under another one the API server is not let in.
            try cluster.start([
                "--shutdown-delay", "0s", "--client-ca-file", "\(serving)/ca.crt", "--client-allowed-names", "other",
            ])
            #expect(try kubectl("create --dry-run=server", input: Manifest.albConfig("aliyun-probe")).isDone)
            try cluster.start()
        }

        @Test func anAdmissionReviewIsCaptured() throws {
            var commands = try WrittenCommands("certs/README.md", section: "Capture an AdmissionReview", cluster)
            commands.changes = [
                ("/tmp/alb-certs", cluster.control.folder.path("serving")),
                ("127.0.0.1:9443", "127.0.0.1:\(cluster.ports.webhook)"),
                ("captured.jsonl", cluster.control.folder.path("captured.jsonl")),
            ]
            cluster.stopServer()
            let listener = try commands.start(0, last: "wait", as: "capture")
            let address = try SocketAddress("127.0.0.1:\(cluster.ports.webhook)")
            #expect(waitUntil(seconds: 30) { (try? LoopbackClient(address)) != nil })
            let output = try commands.run(1, as: "captured")
            listener.stop()
            #expect(output.isDone, "\(output.err)")
            #expect(output.out.contains("Ingress default/shop CREATE: allowed"), "\(output.out)")
            try cluster.start()
        }

        @Test func whatToWatchIsThere() throws {
            let text = try String(contentsOfFile: Assets.checkout("README.md"), encoding: .utf8)
            let rows = text.split(separator: "\n").drop { $0 != "### Watch it" }.prefix { $0 != "### Live context" }
            let names = rows.joined().matches(of: /`((?:controller_runtime|alb_admission)_\w+)`/).map(\.1)
            let page = try cluster.webhook().metricsPage()
            #expect(names.count > 4)
            for name in names { #expect(page.contains("# TYPE \(name) "), "\(name)") }
            try kubectl.prepare("create", input: Manifest.ingress("watched"))
            #expect(try !kubectl("create", input: Manifest.ingress("aliyun-watched", className: "alb")).isDone)
            let keys = rows.joined().matches(of: /`((?:validate|mutate)\.alb-admission\.internal\/[-\w]+)`/).map(\.1)
            #expect(keys.count == 3)
            let isAudited = waitUntil {
                let log = (try? String(contentsOfFile: cluster.control.folder.path("audit.log"), encoding: .utf8)) ?? ""
                return keys.allSatisfy { log.contains("\"\($0)\":\"") }
            }
            #expect(isAudited, "\(keys)")
            let metrics = try kubectl("get --raw /metrics").out
            #expect(metrics.contains("apiserver_admission_webhook_rejection_count{"))
        }

        private func isRefused() -> Bool {
            (try? kubectl("create --dry-run=server", input: Manifest.albConfig("aliyun-probe")))?.isDone == false
        }
    }
}
