import TestSupport
import Testing

/// What would break the load balancer is refused, in our words.
extension EndToEndTests {
    struct RefusalTests {
        private let cluster: Cluster
        private let kubectl: Kubectl

        init() throws {
            cluster = try #require(Cluster.running)
            kubectl = cluster.kubectl
        }

        @Test(arguments: ["create", "apply", "apply --server-side"], ["shop", "aliyun-shop"])
        func reservedNamesOfAlbConfigs(_ verb: String, _ name: String) throws {
            let unique = "\(name)-\(verb.count)"
            let output = try kubectl(verb, input: Manifest.albConfig(unique))
            #expect(output.isDone == !name.hasPrefix("aliyun"), "\(output.err)")
            #expect(try kubectl("get albconfig \(unique)").isDone == output.isDone)
            guard !output.isDone else { return }
            // kubectl writes a refusal with reason Invalid like the API server's own validation errors.
            #expect(
                output.err.contains(#"The AlbConfig "\#(unique)" is invalid: metadata.name: [ALB101] "#),
                "\(output.err)"
            )
        }

        @Test func reservedNamesOfIngresses() throws {
            let output = try kubectl("create", input: Manifest.ingress("aliyun-shop", className: "alb"))
            #expect(!output.isDone)
            #expect(
                output.err.contains(#"The Ingress "aliyun-shop" is invalid: metadata.name: [ALB102] "#),
                "\(output.err)"
            )
        }

        /// The name is generated between the two webhooks, so it is the name that is refused.
        @Test func reservedBeginningsOfGeneratedNames() throws {
            for (rule, manifest) in [
                ("ALB101", Manifest.albConfig("aliyun-", generated: true)),
                ("ALB102", Manifest.ingress("aliyun-", className: "alb", tls: false, generated: true)),
            ] {
                let output = try kubectl("create", input: manifest)
                #expect(!output.isDone)
                #expect(output.err.contains("[\(rule)] "), "\(output.out) \(output.err)")
                #expect(output.err.contains(#"starts with "aliyun""#), "\(output.err)")
            }
            let good = try kubectl(
                "create",
                input: Manifest.ingress("shop-", className: "alb", tls: false, generated: true)
            )
            #expect(good.isDone, "\(good.err)")
        }

        /// The server knows the cluster from a file that kubectl wrote.
        @Test func aSecondAlbConfigForTheSameALB() throws {
            try kubectl.prepare("create", input: Manifest.albConfig("holder", id: "alb-0123456789abcdef01"))
            let saved = try kubectl("get albconfigs -o json").out
            let objects = try cluster.control.folder.write(saved, to: "albconfigs.json")
            try cluster.start(["--shutdown-delay", "0s", "--objects", objects])
            let output = try kubectl("create", input: Manifest.albConfig("second", id: "alb-0123456789abcdef01"))
            #expect(!output.isDone)
            #expect(output.err.contains("spec.config.id: [ALB601] "), "\(output.err)")
            #expect(output.err.contains(#"already managed by AlbConfig "holder""#), "\(output.err)")
            let other = try kubectl("create", input: Manifest.albConfig("other", id: "alb-0123456789abcdef02"))
            #expect(other.isDone, "\(other.err)")
            try cluster.start()
        }

        /// The message that tools show which do not look at the causes.
        @Test func theRefusalIsAnInvalidObjectWithCauses() throws {
            let client = try cluster.control.connect()
            let body =
                #"{"apiVersion":"alibabacloud.com/v1","kind":"AlbConfig","metadata":{"name":"aliyun-x"},"spec":{}}"#
            let response = try client.create("/apis/alibabacloud.com/v1/albconfigs", body, token: cluster.control.token)
            #expect(response.status == 422)
            #expect(response.text.contains(#""reason":"Invalid""#), "\(response.text)")
            #expect(response.text.contains(#""field":"metadata.name""#))
            let message =
                #""message":"admission webhook \"validate.alb-admission.internal\" denied the request: [ALB101] "#
            #expect(response.text.contains(message), "\(response.text)")
        }
    }
}
