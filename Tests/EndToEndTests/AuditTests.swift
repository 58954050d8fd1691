import Foundation
import TestSupport
import Testing

/// `audit` reads a real API server, as whom the kubeconfig says.
extension EndToEndTests {
    struct AuditTests {
        private let cluster: Cluster
        private let folder: TemporaryFolder

        init() throws {
            cluster = try #require(Cluster.running)
            folder = try TemporaryFolder()
        }

        private func audit(_ arguments: [String], environment: [String: String] = [:]) throws -> Kubectl.Output {
            let process = try ChildProcess(
                Assets.server,
                ["audit"] + arguments,
                environment: environment,
                out: folder.path("out"),
                err: folder.path("err")
            )
            let code = try process.wait()
            return Kubectl.Output(
                code: code,
                out: try String(contentsOfFile: folder.path("out"), encoding: .utf8),
                err: try String(contentsOfFile: folder.path("err"), encoding: .utf8)
            )
        }

        /// What stood there before the webhooks is found, and named; no class may be there that makes the Ingress ALB's.
        private static func isFound(_ run: Kubectl.Output) -> Bool {
            run.out.contains("ingresses/default/old-wildcard: ")
                && run.out.contains("albconfigs/aliyun-old: deny ALB101 ")
        }

        @Test("the administrator's kubeconfig, by flag and as kubectl finds it, reads everything")
        func administrator() throws {
            for (flags, environment) in [
                (["--kubeconfig", cluster.control.kubeconfig, "--kube-secrets"], [:]),
                ([], ["KUBECONFIG": cluster.control.kubeconfig]),
            ] {
                let run = try audit(flags, environment: environment)
                #expect(run.code == 1 && Self.isFound(run), "\(run)")
                #expect(!run.err.contains("alb-admission: "), "\(run.err)")
                #expect(run.out.contains("\nnamespace "), "\(run.out)")
            }
            let sarif = try audit(["--kubeconfig", cluster.control.kubeconfig, "-o", "sarif"])
            #expect(sarif.code == 1 && sarif.out.contains("networking.k8s.io/v1/Ingress/default/old-wildcard"))
        }

        @Test("a client certificate whose role forbids a kind reads the others; a needed one is exit 3")
        func restricted() throws {
            let serving = cluster.control.folder.path("serving")
            let kubeconfig = """
                apiVersion: v1
                kind: Config
                clusters:
                - name: test
                  cluster:
                    server: https://\(cluster.control.address)
                    certificate-authority: \(cluster.control.folder.path("certs/apiserver.crt"))
                users:
                - name: reader
                  user: {client-certificate: \(serving)/client.crt, client-key: \(serving)/client.key}
                contexts:
                - name: reader
                  context: {cluster: test, user: reader}

                """
            let path = try folder.write(kubeconfig, to: "kubeconfig")
            let flags = ["--kubeconfig", path, "--context", "reader"]
            let nobody = try audit(flags)
            #expect(nobody.code == 3 && nobody.out.isEmpty, "\(nobody)")
            #expect(nobody.err.contains("forbidden: ") && nobody.err.contains("kube-apiserver"), "\(nobody.err)")

            func allow(_ resources: String) throws {
                try cluster.kubectl.prepare("apply", input: Self.role(resources))
            }
            try allow("albconfigs, ingresses, ingressclasses, namespaces")
            defer { _ = try? cluster.kubectl("delete clusterrole,clusterrolebinding audit-reader") }
            let partly = { try audit(flags) }
            #expect(waitUntil(seconds: 30) { (try? partly())?.code == 1 })
            let some = try partly()
            #expect(Self.isFound(some), "\(some)")
            #expect(
                some.err.contains("alb-admission: services: cannot be read: forbidden: services is "),
                "\(some.err)"
            )
            #expect(some.err.contains("alb-admission: daemonsets: cannot be read: forbidden: "), "\(some.err)")

            try allow("ingresses, services")
            #expect(waitUntil(seconds: 30) { (try? partly())?.code == 3 })
            let without = try partly()
            #expect(without.err.contains("alb-admission: albconfigs: cannot be read: forbidden: "), "\(without.err)")
            #expect(without.out.contains("ALB402"), "\(without.out)")
        }

        @Test("an authority that did not sign the server's certificate is believed nothing")
        func untrusted() throws {
            let run = try audit([
                "--kube-api", "https://\(cluster.control.address)", "--kube-ca-file",
                cluster.control.folder.path("serving/ca.crt"),
            ])
            #expect(run.code == 3 && run.err.contains("not trusted: "), "\(run)")
        }

        private static func role(_ resources: String) -> String {
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: audit-reader}
            rules:
            - apiGroups: ["", networking.k8s.io, alibabacloud.com]
              resources: [\(resources)]
              verbs: [list]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: audit-reader}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: audit-reader}
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: kube-apiserver}]

            """
        }
    }
}
