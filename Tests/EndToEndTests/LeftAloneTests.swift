import TestSupport
import Testing

/// What is none of our business, and what must never be held up.
extension EndToEndTests {
    struct LeftAloneTests {
        private let cluster: Cluster
        private let kubectl: Kubectl

        init() throws {
            cluster = try #require(Cluster.running)
            kubectl = cluster.kubectl
        }

        @Test func somebodyElsesIngress() throws {
            let nginx = Manifest.ingressClass("nginx", controller: "k8s.io/ingress-nginx")
            try kubectl.prepare("create", input: nginx)
            let odd = ["alb.ingress.kubernetes.io/listen-ports": "not JSON"]
            let output = try kubectl(
                "create",
                input: Manifest.ingress("aliyun-nginx", className: "nginx", annotations: odd)
            )
            #expect(output.isDone, "\(output.err)")
            #expect(!output.err.contains("Warning"), "\(output.err)")
            #expect(try kubectl.value(".spec.ingressClassName", of: "ingress aliyun-nginx") == "nginx")
            let notes = try kubectl.value(".metadata.annotations", of: "ingress aliyun-nginx")
            #expect(notes == #"{"alb.ingress.kubernetes.io/listen-ports":"not JSON"}"#)
        }

        @Test func otherKinds() throws {
            let before = try cluster.webhook().metric(
                #"controller_runtime_webhook_latency_seconds_count{webhook="/validate"}"#
            )
            #expect(try kubectl("create configmap aliyun-settings").isDone)
            let after = try cluster.webhook().metric(
                #"controller_runtime_webhook_latency_seconds_count{webhook="/validate"}"#
            )
            #expect(before == after)
        }

        /// In the order of a life's end; each step on an object that would be refused if it were new.
        @Test(arguments: [
            ("ingress", "/apis/networking.k8s.io/v1/namespaces/default/ingresses"),
            ("albconfig", "/apis/alibabacloud.com/v1/albconfigs"),
        ])
        func whatAnOldObjectNeedsToLiveAndDie(_ kind: String, _ path: String) throws {
            let object = "\(kind) aliyun-old"
            for step in ["label \(object) team=shop", "annotate \(object) note=kept"] {
                let output = try kubectl(step)
                #expect(output.isDone, "\(step): \(output.err)")
            }
            let stored = try kubectl("get \(object) -o json").out
            let file = try cluster.control.folder.write(stored, to: "\(kind).json")
            let status = try kubectl("replace --raw \(path)/aliyun-old/status -f \(file)")
            #expect(status.isDone, "\(status.err)")
            let deletion = try kubectl("delete \(object) --wait=false")
            #expect(deletion.isDone, "\(deletion.err)")
            #expect(try kubectl.value(".metadata.deletionTimestamp", of: object) != "")
            let release = try kubectl.run(
                ["patch", kind, "aliyun-old", "--type=merge", "-p", #"{"metadata":{"finalizers":null}}"#]
            )
            #expect(release.isDone, "\(release.err)")
            #expect(waitUntilGone(object))
        }

        private func waitUntilGone(_ object: String) -> Bool {
            waitUntil(seconds: 30) { (try? kubectl("get \(object)"))?.isDone == false }
        }
    }
}
