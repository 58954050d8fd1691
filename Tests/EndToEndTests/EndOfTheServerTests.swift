import Dispatch
import Glibc
import Synchronization
import TestSupport
import Testing

/// What users of the API see when the server goes away.
extension EndToEndTests {
    struct EndOfTheServerTests {
        private let cluster: Cluster

        init() throws {
            cluster = try #require(Cluster.running)
        }

        /// ConfigMaps with `failurePolicy: Fail`: each lost request is a failed create.
        @Test func terminationLosesNoRequest() throws {
            let running = try cluster.start(["--shutdown-delay", "1s", "--threads", "2"])
            try registerStrictly()
            defer { _ = try? cluster.kubectl("delete validatingwebhookconfiguration strict") }
            let load = CreateLoad(cluster.control, connections: 6)
            #expect(waitUntil(seconds: 60) { load.answered > 200 }, "\(load.failures)")
            #expect((running.metric(Self.others) ?? 0) > 100, "the strict webhook is not in effect")
            running.process.send(SIGTERM)
            #expect(try running.process.wait(seconds: 30) == 0)
            #expect(waitUntil { load.failures.contains { $0.contains("connection refused") } })
            load.stop()
            // Behind the end there is nobody to connect to. Anything else would be a request that was taken and lost.
            let lost = load.failures.filter { !$0.contains("connection refused") }
            #expect(lost.isEmpty, "\(lost.prefix(3)) of \(load.answered) answers")
            try cluster.start()
        }

        @Test func aKilledServerDoesNotHoldUpTheClusterWithIgnore() throws {
            let running = try cluster.webhook()
            running.process.send(SIGKILL)
            #expect(try running.process.wait() == -SIGKILL)
            let output = try cluster.kubectl("create", input: Manifest.ingress("aliyun-unchecked"))
            #expect(output.isDone, "\(output.err)")
            #expect(try cluster.kubectl.value(".spec.ingressClassName", of: "ingress aliyun-unchecked") == "")
            try cluster.start()
            // Back again without a new registration.
            #expect(try !cluster.kubectl("create", input: Manifest.albConfig("aliyun-checked")).isDone)
        }

        private static let others =
            #"alb_admission_reviews_total{operation="CREATE",kind="other",verdict="allowed",dry_run="true"}"#

        private func registerStrictly() throws {
            let bundle = try cluster.kubectl.value(
                ".webhooks[0].clientConfig.caBundle",
                of: "validatingwebhookconfiguration alb-admission"
            )
            let url = try cluster.kubectl.value(
                ".webhooks[0].clientConfig.url",
                of: "validatingwebhookconfiguration alb-admission"
            )
            try cluster.kubectl.prepare(
                "create",
                input: """
                    apiVersion: admissionregistration.k8s.io/v1
                    kind: ValidatingWebhookConfiguration
                    metadata: {name: strict}
                    webhooks:
                      - name: strict.alb-admission.internal
                        clientConfig: {caBundle: \(bundle), url: "\(url)"}
                        rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
                        sideEffects: None
                        admissionReviewVersions: [v1]
                        failurePolicy: Fail

                    """
            )
        }
    }
}
