import Check
import Kubernetes
import TestSupport
import Testing

/// `check --fix` on YAML: what is not fixed stays as it is written.
struct YAMLFixTests {
    private static let ingress = #"""
        # The shop.
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: web   # the name
          namespace: "shop"
          annotations:
            alb.ingress.kubernetes.io/sticky-sesion: 'true'  # sticky
            alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}, {"HTTPS": "443"}]'
        spec:
            ingressClassName: alb
            rules:
            - host: a.example.com
              http:
                paths:
                - {path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}
        ---
        apiVersion: v1
        kind: Service # untouched
        metadata: {name: web, namespace: shop}
        spec: {type: NodePort, ports: [{port: 80}]}
        """#

    @Test("keeps comments, order, quotes and line ends", arguments: ["\n", "\r\n"])
    func golden(_ end: String) {
        let text = Self.ingress.replacing("\n", with: end)
        let expected = text.replacing("sticky-sesion", with: "sticky-session").replacing(#""443""#, with: "443")
        #expect(FixBench().fixed(text) == expected)
    }

    @Test("fills in the defaults of /mutate")
    func defaults() {
        let text = """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata:
              name: web
            spec:
              # What is served.
              tls:
                - hosts: [a.example.com]
                  secretName: a
              rules:
                - host: a.example.com
                  http:
                    paths:
                      - path: /
                        pathType: Prefix
                        backend:
                          service:
                            name: web
                            port:
                              number: 80

            """
        let result = FixBench().fix([text])
        let fixed = String(decoding: result.files.first?.new ?? [], as: UTF8.self)
        #expect(result.applied.map(\.id) == ["M1, M2"], "\(result.refused)")
        for line in text.split(separator: "\n") { #expect(fixed.contains(line), "\(line)") }
        #expect(fixed.contains("\n  ingressClassName: alb\n"), "\(fixed)")
        #expect(FixBench().fix([fixed]).applied.isEmpty)
    }

    @Test("what stands behind an anchor is said and left")
    func anchors() {
        let text = Self.ingress.replacing("  annotations:\n", with: "  annotations: &all\n") + "\n---\nx: &y 1\nz: *y\n"
        let result = FixBench().fix([text])
        #expect(result.refused.contains { $0.reason.contains("anchor") || $0.reason.contains("shared") }, "\(result)")
        #expect(result.files.isEmpty)
    }

    @Test("objects of a list are fixed where they stand, and anchors of others stay")
    func lists() {
        let item = Self.ingress.split(separator: "\n---\n")[0].split(separator: "\n").dropFirst()
        func listed(_ indent: String) -> String {
            item.enumerated().map { indent + ($0.offset == 0 ? "- " : "  ") + $0.element }.joined(separator: "\n")
        }
        let other =
            "- &other\n  kind: Service\n  apiVersion: v1\n  metadata: {name: &n b}\n- kind: Namespace\n"
            + "  apiVersion: v1\n  metadata: {name: *n}\n"
        for indent in ["", "  ", "      "] {
            let items =
                listed(indent) + "\n# between\n" + listed(indent).replacing("name: web   #", with: "name: api   #")
            let tail = indent.isEmpty ? "\n" + other : "\n"
            for text in [
                "apiVersion: v1\nitems:\n\(items)\(tail)kind: List\n", items + tail, items + tail + "# end", items,
            ] {
                let expected = text.replacing("sticky-sesion", with: "sticky-session").replacing(#""443""#, with: "443")
                #expect(FixBench().fixed(text) == expected)
            }
        }
        let flow =
            "[" + IndentedFlow.ingress + ", " + IndentedFlow.ingress.replacing("name: web", with: "name: b") + "]\n"
        #expect(FixBench().fixed("items: " + flow) == "items: " + flow.replacing("sesion", with: "session"))
    }

    private enum IndentedFlow {
        static let ingress = """
            {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web, annotations: {
              alb.ingress.kubernetes.io/sticky-sesion: "true" }}, spec: {ingressClassName: alb, rules: [{host: a.example.com,
              http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}}
            """
    }

    @Test("many objects of one list cost no reading of the list for each")
    func longList() {
        let item = Self.ingress.split(separator: "\n---\n")[0].split(separator: "\n").dropFirst()
            .enumerated().map { ($0.offset == 0 ? "- " : "  ") + $0.element }.joined(separator: "\n")
        let items = (0..<300).map {
            item.replacing("name: web   #", with: "name: web-\($0)   #").replacing("a.example", with: "a\($0).example")
        }
        let text = items.joined(separator: "\n") + "\n"
        let fixed = FixBench().fixed(text)
        #expect(fixed == text.replacing("sticky-sesion", with: "sticky-session").replacing(#""443""#, with: "443"))
    }

    @Test("an annotation in a literal block stays one")
    func literal() {
        let text = Self.ingress.replacing(
            #"listen-ports: '[{"HTTP": 80}, {"HTTPS": "443"}]'"#,
            with: "listen-ports: |-\n      [{\"HTTP\": 80},\n       {\"HTTPS\": \"443\"}]"
        )
        let fixed = FixBench().fixed(text)
        #expect(fixed.contains("listen-ports: |-\n"), "\(fixed)")
        #expect(FixBench().fix([fixed]).applied.isEmpty)
    }

    @Test("every fixture as YAML in flow style is fixed to the end")
    func fixtures() throws {
        var fixes = 0
        for fixture in try RuleFixture.all() {
            let request = try fixture.request()
            guard let node = request.object else { continue }
            let bench = try FixBench(
                settings: fixture.review.settings(),
                context: fixture.review.snapshot(),
                now: 1_780_272_000
            )
            for text in [
                "# flow\n" + IndentedJSON.text(request.document, node) + "\n",
                "---\n" + BlockYAML.text(request.document, node),
            ] {
                let result = bench.fix([text])
                fixes += result.applied.count
                let again = bench.fix(result.files.map { String(decoding: $0.new, as: UTF8.self) })
                #expect(again.applied.isEmpty && again.files.isEmpty, "\(fixture): \(again.applied)")
                for refused in result.refused { #expect(!refused.reason.isEmpty, "\(fixture): \(refused)") }
            }
        }
        #expect(fixes > 400, "\(fixes)")
    }
}
