import Admission
import Check
import JSON
import Kubernetes
import Manifests
import Rules
import TestSupport
import Testing

/// `check --fix` on JSON texts; what YAML makes of an edit is tested with YAML.
struct FixerTests {
    private static let ingress = #"""
        {
          "apiVersion": "networking.k8s.io/v1",
          "kind":   "Ingress",
          "metadata": { "name": "web", "namespace": "shop",
            "annotations": {
              "note": "\u0041 kept as it is \/",
              "alb.ingress.kubernetes.io/sticky-sesion": "true",
              "alb.ingress.kubernetes.io/listen-ports": "[{\u0022HTTP\u0022: 80}, {\"HTTPS\": \"443\"}]"
            }
          },
          "spec": {
            "ingressClassName": "alb", "rules": [{"host": "a.example.com", "http": {"paths": [
              {"path": "/", "pathType": "Prefix", "backend": {"service": {"name": "web", "port": {"number": 80}}}}
            ]}}]
          }
        }

        """#

    @Test("fixes and fills in what is certain, and leaves every other byte")
    func golden() {
        let result = FixBench().fix([Self.ingress])
        let expected = Self.ingress.replacing("sticky-sesion", with: "sticky-session")
            .replacing(#"{\"HTTPS\": \"443\"}"#, with: #"{\"HTTPS\": 443}"#)
        #expect(String(decoding: result.files.first?.new ?? [], as: UTF8.self) == expected)
        #expect(Set(result.applied.map(\.id)) == ["ALB517", "ALB303"], "\(result.applied)")
        #expect(result.refused.isEmpty, "\(result.refused)")
        #expect(result.applied.first?.object.name == "web" && result.applied.first?.file == "0")
    }

    @Test("fills in the defaults of /mutate, in the layout of what stands beside them")
    func defaults() {
        let text = #"""
            {
              "apiVersion": "networking.k8s.io/v1",
              "kind": "Ingress",
              "metadata": {"name": "web"},
              "spec": {
                "tls": [{"hosts": ["a.example.com"], "secretName": "a"}],
                "rules": [{"host": "a.example.com", "http": {"paths": [
                  {"path": "/", "pathType": "Prefix", "backend": {"service": {"name": "web", "port": {"number": 80}}}}
                ]}}]
              }
            }
            """#
        let result = FixBench().fix([text])
        let expected = text.replacing(
            "    ]}}]\n",
            with: "    ]}}],\n    \"ingressClassName\": \"alb\"\n"
        ).replacing(
            #"{"name": "web"},"#,
            with:
                #"{"name": "web", "annotations": {"alb.ingress.kubernetes.io/listen-ports":"[{\"HTTP\": 80}, {\"HTTPS\": 443}]"}},"#
        )
        #expect(String(decoding: result.files.first?.new ?? [], as: UTF8.self) == expected)
        #expect(result.applied.map(\.id) == ["M1, M2"])
    }

    @Test("each object of a list, a stream and several files is fixed on its own")
    func lists() {
        let one = Self.ingress
        let stream = one + one.replacing("\"web\", \"namespace\"", with: "\"api\", \"namespace\"")
        let list =
            "{\"kind\": \"List\", \"items\": [\n\(one), \(one.replacing("\"name\": \"web\", \"n", with: "\"name\": \"b\", \"n"))]}\n"
        let bench = FixBench()
        let result = bench.fix([stream, list, "{}"])
        #expect(result.files.map(\.name) == ["0", "1"])
        for file in result.files {
            let text = String(decoding: file.new, as: UTF8.self)
            #expect(!text.contains("sesion") && text.split(separator: "sticky-session").count == 3, "\(text)")
            #expect(bench.fix([text]).files.isEmpty)
        }
    }

    @Test("a template is not replaced, and what a comment keeps quiet is not fixed")
    func refusals() {
        let text = Self.ingress.replacing("\\u0022HTTP\\u0022: 80", with: "\\\"HTTP\\\": \\\"{{ .Values.port }}\\\"")
        let result = FixBench().fix([text])
        #expect(result.files.allSatisfy { String(decoding: $0.new, as: UTF8.self).contains("{{ .Values.port }}") })
        let quiet = Fixer(judge: FixBench().judge) { run in
            run.report().findings.filter { $0.finding.rule.id == "ALB517" }.map { SuppressedFinding($0, by: .baseline) }
        }.fix(FixBench().read([Self.ingress]))
        #expect(!quiet.applied.contains { $0.id == "ALB517" } && quiet.applied.contains { $0.id == "ALB303" })
    }

    @Test("what an edit breaks elsewhere is taken back and said, and the others are made")
    func takesBack() throws {
        let bench = FixBench()
        let clean = Self.ingress.replacing("sticky-sesion", with: "order").replacing("\"true\"", with: "\"5\"")
            .replacing(#"\"443\""#, with: "443")
        var calls = 0
        // A judge to whom the renamed annotation is a reason to refuse another object.
        let fixer = Fixer { files in
            calls += 1
            let isRenamed = String(decoding: files[0].bytes, as: UTF8.self).contains("sticky-session")
            let other =
                isRenamed
                ? clean.replacing("\"pathType\": \"Prefix\"", with: "\"pathType\": \"Exact\"")
                    .replacing("\"path\": \"/\"", with: "\"path\": \"/*\"") : clean
            return bench.judge([files[0]] + bench.read(["", other]).files.dropFirst())
        }
        let result = fixer.fix(bench.read([Self.ingress, clean]))
        let text = String(decoding: result.files.first?.new ?? [], as: UTF8.self)
        #expect(text.contains("sticky-sesion") && text.contains(#"{\"HTTPS\": 443}"#), "\(text)")
        #expect(
            result.refused.map(\.id) == ["ALB517"] && result.refused.first?.reason.contains("ALB401") == true,
            "\(result.refused)"
        )
        #expect(calls < 20)
    }

    @Test("edits for other formats name bytes and positions of the file")
    func sourceEdits() throws {
        let text = "\n" + Self.ingress
        let run = FixBench().read([text])
        let judged = try #require(run.judged.first)
        let finding = try #require(judged.verdict.findings.first { $0.rule.id == "ALB517" })
        let edit = try #require(run.sourceEdits(of: finding, of: judged.object)?.first)
        #expect(
            edit.start == JSONPosition(line: 8, column: 7)
                && edit.text == "\"alb.ingress.kubernetes.io/sticky-session\""
        )
        var bytes = Array(text.utf8)
        bytes.replaceSubrange(edit.range, with: edit.text.utf8)
        #expect(String(decoding: bytes, as: UTF8.self) == text.replacing("sticky-sesion", with: "sticky-session"))
    }

    @Test(
        "every fixture is fixed to the end: nothing that was fixed is found again, nothing worse, and nothing is left to fix"
    )
    func fixtures() throws {
        var fixes = 0
        for fixture in try RuleFixture.all() {
            let request = try fixture.request()
            guard let node = request.object else { continue }
            let compact = String(decoding: request.document.bytes[request.document.range(node)], as: UTF8.self)
            let bench = try FixBench(
                settings: fixture.review.settings(),
                context: fixture.review.snapshot(),
                now: 1_780_272_000
            )
            for text in [compact, "\n" + IndentedJSON.text(request.document, node)] {
                let before = bench.read([text])
                let result = bench.fix([text])
                fixes += result.applied.count
                let again = bench.fix(result.files.map { String(decoding: $0.new, as: UTF8.self) })
                #expect(again.applied.isEmpty && again.files.isEmpty, "\(fixture): \(again.applied)")
                let known = Set(before.judged.flatMap { $0.verdict.findings.map(\.identity) })
                let denials = result.run.judged.flatMap(\.verdict.denials).filter { !known.contains($0.identity) }
                let hadDenials = before.judged.contains { !$0.verdict.isAllowed }
                #expect(denials.isEmpty || hadDenials, "\(fixture): \(denials.map(\.message))")
                for refused in result.refused { #expect(!refused.reason.isEmpty, "\(fixture): \(refused)") }
            }
        }
        #expect(fixes > 400, "\(fixes)")
    }
}
