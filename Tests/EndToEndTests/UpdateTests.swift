import TestSupport
import Testing

/// What updates lose or move, and what of an answer reaches the one who typed the command.
extension EndToEndTests {
    struct UpdateTests {
        private let cluster: Cluster
        private let kubectl: Kubectl

        init() throws {
            cluster = try #require(Cluster.running)
            kubectl = cluster.kubectl
        }

        /// The class was filled in, so the file never had it.
        @Test func aReplacementWithoutTheClassIsNamed() throws {
            try kubectl.prepare("create", input: Manifest.ingress("replaced", tls: false))
            let output = try kubectl("replace", input: Manifest.ingress("replaced", tls: false))
            #expect(output.isDone, "\(output.err)")
            #expect(
                output.err.contains("Warning: [ALB215] spec.ingressClassName: the update takes the class \"alb\" away")
            )
            #expect(try kubectl.value(".spec.ingressClassName", of: "ingress replaced") == "")
        }

        @Test func aReplacementWithoutListenPortsIsNamed() throws {
            try kubectl.prepare("create", input: Manifest.ingress("ported", className: "alb"))
            let output = try kubectl("replace", input: Manifest.ingress("ported", className: "alb"))
            #expect(output.isDone, "\(output.err)")
            #expect(output.err.contains("[ALB216] "), "\(output.err)")
        }

        /// It was stored before anybody looked; its rule gets another host, and another path beside it.
        @Test(arguments: [
            #"[{"op":"replace","path":"/spec/rules/0/host","value":"new.example"}]"#,
            #"[{"op":"add","path":"/spec/rules/0","value":{"host":"more.example"}}]"#,
        ])
        func anOldFaultMovesWithItsRule(_ patch: String) throws {
            let output = try kubectl.run(["patch", "ingress", "old-wildcard", "--type=json", "-p", patch])
            #expect(output.isDone, "\(output.err)")
            #expect(output.err.contains("Warning: [ALB402] "), "\(output.err)")
        }

        @Test func whatIsNotListedIsCounted() throws {
            let paths = (0..<300).map {
                "{path: '/p\($0)*', pathType: Prefix, backend: {service: {name: shop, port: {number: 80}}}}"
            }
            let manifest = Manifest.ingress("many", className: "alb", tls: false)
                .replacing(/\[\{path: .*\}\]/, with: "[\(paths.joined(separator: ", "))]")
            let output = try kubectl("create", input: manifest)
            #expect(!output.isDone)
            #expect(output.err.contains("* spec: ... and 44 more"), "\(output.err.suffix(300))")
        }

        @Test func aRefusalCarriesOneNoteOfTheDefaults() throws {
            let manifest = Manifest.ingress("aliyun-noted", className: "alb")
            let output = try kubectl("create", input: manifest)
            #expect(!output.isDone && output.err.contains("[ALB102] "))
            #expect(output.err.ranges(of: "Warning: [M").count == 1, "\(output.err)")
        }

        /// Where Namespaces are not in the context the answer says so; where they are, their labels count.
        @Test func labelsOfANamespaceThatIsNotKnown() throws {
            try kubectl.prepare("create namespace left-alone")
            try kubectl.prepare("label namespace left-alone alb-admission/skip=true")
            let inside = Manifest.ingress("inside", tls: false).replacing("default", with: "left-alone")
            let unread = try kubectl("create --dry-run=server", input: inside)
            #expect(
                unread.err.contains("defaulted to \"alb\" (labels of Namespace \"left-alone\" were not read)"),
                "\(unread.err)"
            )
            let saved = try kubectl("get namespaces -o json").out
            let objects = try cluster.control.folder.write(saved, to: "namespaces.json")
            try cluster.start(["--shutdown-delay", "0s", "--objects", objects])
            let skipped = try kubectl("create --dry-run=server -o json", input: inside)
            #expect(skipped.isDone && !skipped.out.contains("ingressClassName") && !skipped.err.contains("[M1]"))
            try cluster.start()
        }
    }
}
