import CLI
import Foundation
import JSON
import TestSupport
import Testing

private let isGraphvizHere = ExternalProgram("dot") != nil
private let isBrowserHere =
    ExternalProgram("chromium") != nil && ExternalProgram("python", inEnvironment: "page") != nil

/// What other programs read of drawings, for plain and for hostile texts.
struct GraphDrawingTests {
    static let hostile = GraphSample.shop.replacing("path: /v1\n", with: "path: '/\(GraphSample.hostileText)'\n")

    private func draw(_ format: String, _ manifests: String) -> String {
        CommandRun(["graph", "-o", format], input: Array(manifests.utf8)).out
    }

    @Test(
        "Graphviz reads every box and arrow",
        .enabled(if: isGraphvizHere),
        arguments: [GraphSample.shop, hostile]
    )
    func graphviz(_ manifests: String) throws {
        let folder = try TemporaryFolder(["a.dot": draw("dot", manifests)])
        let run = try #require(ExternalProgram("dot")).run(["-Tjson", folder.file("a.dot")])
        #expect(run.status == 0, "\(run.err)")
        let read = try JSONDocument(parsing: Array(run.out.utf8)).value
        let boxes = (read["objects"]?.elements ?? []).filter { $0["nodes"] == nil }
        // The ALB, two listeners, an Ingress that is on both and one that is on one, five rules, one path that is not
        // built, three Services.
        #expect(boxes.count == 15, "\(boxes.count)")
        #expect(read["edges"]?.count == 14)
        let labels = boxes.compactMap { $0["label"]?.string }
        #expect(labels.contains { $0.contains("open in clear text") })
        #expect(labels.contains { $0.contains("never reached: rule 1 answers instead") })
        #expect(labels.contains { $0.contains("stopped by Ingress shop/api") })
    }

    @Test("Mermaid's own parser reads the same boxes and arrows", .enabled(if: isBrowserHere))
    func mermaid() throws {
        let folder = try TemporaryFolder([
            "plain": draw("mermaid", GraphSample.shop), "hostile": draw("mermaid", Self.hostile),
        ])
        let python = try #require(ExternalProgram("python", inEnvironment: "page"))
        let names = ["plain", "hostile"].map(folder.file)
        let script = ExternalProgram.checkout.appending(path: "Tests/GraphPage/flowcharts.py").path
        let run = try python.run([script], environment: ["FLOWCHARTS": names.joined(separator: "\n")])
        #expect(run.status == 0, "\(run.err)")
        let read = run.out.split(separator: "\n").map { Array($0.utf8) }
        #expect(read.count == 2)
        for line in read {
            let found = try JSONDocument(parsing: line).value
            #expect(found["boxes"]?.integer == 15)
            #expect(found["arrows"]?.integer == 14)
            let labels = (found["labels"]?.elements ?? []).compactMap(\.string)
            #expect(labels.contains { $0.hasPrefix("1. shop.example.com/ (Prefix)<br>redirect ") }, "\(labels)")
        }
    }

    @Test("a name cannot leave its label in a flowchart")
    func mermaidLabels() {
        for line in draw("mermaid", Self.hostile).split(separator: "\n") {
            let quotes = line.filter { $0 == "\"" }.count
            #expect(quotes == 0 || quotes == 2, "\(line)")
            guard let first = line.firstIndex(of: "\""), let last = line.lastIndex(of: "\"") else { continue }
            let label = line[first...last].dropFirst().dropLast().replacing("<br>", with: "")
            #expect(!label.contains { "<>&`\\%".contains($0) }, "\(line)")
        }
    }

    @Test("what is not built looks like nothing else")
    func unbuilt() {
        #expect(draw("mermaid", GraphSample.shop).contains("which pathType Prefix does not take\"]:::unbuilt\n"))
    }

    @Test("a flowchart that is too large for renderers says so")
    func manyArrows() {
        let paths = (0..<300).map { "Exact /p\($0) web" }
        let manifests = RouteSample.alb + RouteSample.ingress("web", paths: paths) + RouteSample.service("web")
        #expect(draw("mermaid", manifests).contains("%% 603 arrows: Mermaid refuses more than 500"))
        #expect(!draw("mermaid", GraphSample.shop).contains("%%"))
    }
}
