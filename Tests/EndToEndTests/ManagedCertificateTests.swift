import Foundation
import TestSupport
import Testing

/// Two replicas that keep their own certificates, with the rights of the README and nothing more.
extension EndToEndTests {
    struct ManagedCertificateTests {
        private let cluster: Cluster
        private let kubectl: Kubectl

        init() throws {
            cluster = try #require(Cluster.running)
            kubectl = cluster.kubectl
        }

        private func role(configurations: String) throws -> String {
            let text = try String(contentsOfFile: Assets.checkout("README.md"), encoding: .utf8)
            let role = text.components(separatedBy: "<!-- certificate-role -->\n```yaml\n").last?
                .components(separatedBy: "```").first
            return try #require(role)
                .replacing(#"resourceNames: ["alb-admission"]"#, with: "resourceNames: [\"\(configurations)\"]")
        }

        /// What the kubelet would put into the Pod.
        private func token() throws -> String {
            let request = #"{"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {}}"#
            let path = "/api/v1/namespaces/ingress-system/serviceaccounts/alb-admission/token"
            let answer = try kubectl("create --raw \(path)", input: request)
            let object = try JSONSerialization.jsonObject(with: Data(answer.out.utf8)) as? [String: Any]
            return try #require((object?["status"] as? [String: Any])?["token"] as? String, "\(answer.err)")
        }

        /// As installed: a webhook for each replica, all of them asked, without a bundle.
        private func registration(_ name: String, _ ports: [WebhookProcess.Ports]) -> String {
            [("Validating", "validate"), ("Mutating", "mutate")].map { kind, path in
                let webhooks = ports.enumerated().map { index, ports in
                    """
                      - name: replica-\(index).\(path).test.internal
                        clientConfig: {url: "https://127.0.0.1:\(ports.webhook)/\(path)"}
                        rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
                        failurePolicy: Fail
                        sideEffects: None
                        admissionReviewVersions: [v1]
                        timeoutSeconds: 5

                    """
                }
                return "apiVersion: admissionregistration.k8s.io/v1\nkind: \(kind)WebhookConfiguration\n"
                    + "metadata: {name: \(name)}\nwebhooks:\n\(webhooks.joined())"
            }.joined(separator: "---\n")
        }

        private func times(_ message: String, _ logs: [String]) -> [String] {
            logs.flatMap { path in
                let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
                return text.split(separator: "\n").filter { $0.contains("\"msg\":\"\(message)\"") }
                    .compactMap { $0.firstMatch(of: /"time":"([^"]+)"/).map { String($0.1) } }
            }.sorted()
        }

        /// `certs check` on what is registered, and on a bundle that verifies something else.
        private func check(_ name: String, _ token: String) throws {
            func run(_ configuration: String) throws -> (code: Int32, out: String) {
                let out = cluster.control.folder.path("check.out")
                let process = try ChildProcess(
                    Assets.server,
                    [
                        "certs", "check", "--webhook-configurations", configuration, "--kube-api",
                        "https://\(cluster.control.address)", "--kube-token-file", token, "--kube-ca-file",
                        cluster.control.folder.path("certs/apiserver.crt"),
                    ],
                    out: out,
                    err: cluster.control.folder.path("check.err")
                )
                let code = try process.wait()
                return (code, try String(contentsOfFile: out, encoding: .utf8))
            }
            let good = try run(name)
            #expect(good.code == 0, "\(good.out)")
            #expect(
                good.out.contains("OK chain: MutatingWebhookConfiguration/\(name) replica-1.mutate.test.internal: ")
            )
            // The role names one configuration.
            #expect(try run("another").code == 3)
        }

        @Test func aBundleOfAnotherAuthorityIsFound() throws {
            let check = try ChildProcess(
                Assets.server,
                [
                    "certs", "check", "--webhook-configurations", "alb-admission", "--kube-api",
                    "https://\(cluster.control.address)", "--kube-token-file",
                    try cluster.control.folder.write(cluster.control.token, to: "admin-token"), "--kube-ca-file",
                    cluster.control.folder.path("certs/apiserver.crt"), "--connect", "\(cluster.control.address)",
                ],
                out: cluster.control.folder.path("other.out"),
                err: cluster.control.folder.path("other.err")
            )
            #expect(try check.wait() == 1)
            let text = try String(contentsOfFile: cluster.control.folder.path("other.out"), encoding: .utf8)
            #expect(text.contains("the registered caBundle does not verify it: "), "\(text)")
        }

        @Test func noCallFailsWhileEverythingIsRenewed() throws {
            let name = "managed-certificates"
            try kubectl.prepare("apply", input: role(configurations: name))
            let token = try cluster.control.folder.write(token(), to: "certificate-token")
            let ports = try [WebhookProcess.Ports(), WebhookProcess.Ports()]
            let logs = ports.indices.map { cluster.control.folder.path("managed-\($0).log") }
            let arguments = [
                "--shutdown-delay", "0s", "--cert-secret", "ingress-system/alb-admission-certs", "--cert-dns-names",
                "127.0.0.1", "--cert-webhook-configurations", name, "--cert-lifetime", "12s", "--cert-ca-lifetime",
                "36s", "--kube-context", "off", "--kube-api", "https://\(cluster.control.address)",
                "--kube-token-file", token, "--kube-ca-file", cluster.control.folder.path("certs/apiserver.crt"),
            ]
            var replicas: [WebhookProcess] = []
            defer {
                _ = try? kubectl("delete validatingwebhookconfiguration,mutatingwebhookconfiguration \(name)")
                for replica in replicas { replica.process.stop() }
            }
            for (ports, log) in zip(ports, logs) {
                replicas.append(try WebhookProcess(ports, certificates: nil, log: log, arguments))
            }
            try kubectl.prepare("apply", input: registration(name, ports))
            let probe = #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"probe","namespace":"default"}}"#
            let isActive = waitUntil(seconds: 30) {
                let registered = ["Validating", "Mutating"].allSatisfy { kind in
                    let series =
                        "alb_admission_ca_bundle_registered{configuration=\"\(kind)WebhookConfiguration/\(name)\"}"
                    return replicas.allSatisfy { $0.metric(series) == 1 }
                }
                return registered && (try? kubectl("create --dry-run=server", input: probe))?.isDone == true
            }
            try #require(isActive)

            let load = CreateLoad(cluster.control, connections: 2)
            let isRenewed = waitUntil(seconds: 240) {
                let leaves = times("serving certificate renewed", logs)
                let authorities = times("new certificate authority in the bundle", logs)
                // The last leaf is one of the new authority, and was served for a while.
                guard leaves.count >= 4, let authority = authorities.first else { return false }
                return leaves.filter { $0 > authority }.count >= 3 || !load.failures.isEmpty
            }
            load.stop()
            let leaves = times("serving certificate renewed", logs).count
            let authorities = times("new certificate authority in the bundle", logs).count
            print("\(leaves) certificates and \(authorities) authorities renewed, \(load.answered) creates meanwhile")
            #expect(isRenewed && load.answered > 100)
            #expect(load.failures.isEmpty, "\(load.failures.prefix(3))")
            #expect(replicas.allSatisfy { $0.isReady })
            let failed = replicas.compactMap {
                $0.metric(#"alb_admission_certificate_renewals_total{result="failure"}"#)
            }
            #expect(failed == [0, 0])
            for log in logs {
                #expect(try !String(contentsOfFile: log, encoding: .utf8).contains("PRIVATE KEY"))
            }
            try check(name, token)
            // One that starts now finds everything there.
            let third = try WebhookProcess(
                WebhookProcess.Ports(),
                certificates: nil,
                log: cluster.control.folder.path("managed-third.log"),
                arguments
            )
            replicas.append(third)
            #expect(third.isReady)
        }
    }
}
