import CLI
import Foundation
import TestSupport
import Testing

/// The example of the README is what the program prints; `UPDATE_FIXTURES=1 swift test` writes it.
@Suite(.serialized)
struct ReadmeRouteTests {
    private static let manifests =
        RouteSample.alb
        + RouteSample.ingress(
            "web",
            annotations: ["listen-ports": #"[{"HTTP": 80}, {"HTTPS": 443}]"#],
            paths: ["Prefix /site site", "Exact /coffee coffee"],
            tls: "shop-tls"
        )
        + RouteSample.ingress(
            "sale",
            annotations: ["listen-ports": #"[{"HTTPS": 443}]"#, "order": "20"],
            paths: ["Prefix /site/sale sale"]
        ) + RouteSample.service("site") + RouteSample.endpoints("site", 2)

    @Test("the README shows what route prints")
    func example() throws {
        let folder = try TemporaryFolder(["shop.yaml": Self.manifests])
        var example = "```console\n"
        for url in ["https://shop.example.com/site/sale", "http://shop.example.com/coffee/1"] {
            let run = CommandRun(["route", url, folder.file("shop.yaml")], folder: folder)
            #expect(run.err == "")
            example += "$ alb-admission route \(url) shop.yaml\n\(run.out)"
        }
        example += "```\n"
        let file = ExternalProgram.checkout.appending(path: "README.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let start = try #require(text.range(of: "<!-- route -->\n")?.upperBound)
        let stop = try #require(text.range(of: "<!-- /route -->", range: start..<text.endIndex)?.lowerBound)
        if ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] != nil {
            try (text[..<start] + example + text[stop...]).write(to: file, atomically: true, encoding: .utf8)
        } else {
            #expect(text[start..<stop] == example, "UPDATE_FIXTURES=1 swift test --filter ReadmeRouteTests writes it")
        }
    }
}
