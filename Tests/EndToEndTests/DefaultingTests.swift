import Testing

/// What users do not write is filled in, and stays theirs to change.
extension EndToEndTests {
    struct DefaultingTests {
        private let cluster: Cluster
        private let kubectl: Kubectl
        private let ports = #".metadata.annotations.alb\.ingress\.kubernetes\.io/listen-ports"#
        private let bothPorts = #"[{"HTTP": 80}, {"HTTPS": 443}]"#

        init() throws {
            cluster = try #require(Cluster.running)
            kubectl = cluster.kubectl
        }

        @Test(arguments: ["create", "apply", "apply --server-side"])
        func classAndPortsAreFilledIn(_ verb: String) throws {
            let name = "filled-\(verb.count)"
            let output = try kubectl(verb, input: Manifest.ingress(name))
            #expect(output.isDone, "\(output.err)")
            // Port 80 is open in clear text; kubectl shows it.
            #expect(output.err.contains("Warning: "), "\(output.err)")
            #expect(try kubectl.value(".spec.ingressClassName", of: "ingress \(name)") == "alb")
            #expect(try kubectl.value(ports, of: "ingress \(name)") == bothPorts)
        }

        @Test(arguments: ["create", "apply --server-side"])
        func aDryRunShowsThemToo(_ verb: String) throws {
            let output = try kubectl("\(verb) --dry-run=server -o json", input: Manifest.ingress("dry"))
            #expect(output.out.contains(#""ingressClassName": "alb""#), "\(output.err)")
            #expect(output.out.contains("listen-ports"))
            #expect(try !kubectl("get ingress dry").isDone)
        }

        @Test func whatIsWrittenStays() throws {
            let own = [
                "alb.ingress.kubernetes.io/listen-ports": #"[{"HTTPS": 8443}]"#
            ]
            try kubectl.prepare("create", input: Manifest.ingress("written", className: "alb", annotations: own))
            #expect(try kubectl.value(ports, of: "ingress written") == #"[{"HTTPS": 8443}]"#)
        }

        /// An apply that does not know of the defaults neither removes them nor conflicts with them.
        @Test(arguments: ["apply", "apply --server-side"])
        func aLaterApplyWithoutThemLeavesThem(_ verb: String) throws {
            let name = "again-\(verb.count)"
            try kubectl.prepare(verb, input: Manifest.ingress(name))
            let later = Manifest.ingress(name, annotations: ["team": "shop"])
            let output = try kubectl(verb, input: later)
            #expect(output.isDone, "\(output.err)")
            #expect(try kubectl.value(".metadata.annotations.team", of: "ingress \(name)") == "shop")
            #expect(try kubectl.value(".spec.ingressClassName", of: "ingress \(name)") == "alb")
            #expect(try kubectl.value(ports, of: "ingress \(name)") == bothPorts)
        }

        /// Nor does one that sets them, to the same or to another value.
        @Test(arguments: ["apply", "apply --server-side"], [#"[{"HTTP": 80}, {"HTTPS": 443}]"#, #"[{"HTTPS": 443}]"#])
        func aLaterApplyMaySetThem(_ verb: String, _ value: String) throws {
            let name = "set-\(verb.count)-\(value.count)"
            try kubectl.prepare(verb, input: Manifest.ingress(name))
            let annotations = ["alb.ingress.kubernetes.io/listen-ports": value]
            let later = Manifest.ingress(name, className: "alb", annotations: annotations)
            let output = try kubectl(verb, input: later)
            #expect(output.isDone, "\(output.err)")
            #expect(try kubectl.value(ports, of: "ingress \(name)") == value)
        }
    }
}
