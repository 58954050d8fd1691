import CLI
import Foundation
import TestSupport
import Testing

struct GraphCommandTests {
    private func graph(_ arguments: String..., on manifests: String = GraphSample.shop) -> CommandRun {
        CommandRun(["graph"] + arguments, input: Array(manifests.utf8))
    }

    @Test("the tree goes from AlbConfig to Service in the order of asking, with every mark where it belongs")
    func tree() {
        let run = graph()
        #expect(run.code == .clean)
        #expect(run.err == "")
        let expected = """
            AlbConfig alb  alb-abc.cn-hangzhou.alb.aliyuncs.com
            │  STOPS THE ALB: Ingress shop/api, at spec.rules[0].http.paths[1].path
            ├─ HTTP 80  3 rules
            │  ├─ Ingress shop/web  order 5
            │  │  ├─ 1  shop.example.com/ (Prefix) → redirect HttpCode=308 Port=443 Protocol=HTTPS
            │  │  └─ 2  shop.example.com/cart (Prefix) → redirect HttpCode=308 Port=443 Protocol=HTTPS
            │  │     NEVER REACHED: rule 1 answers instead
            │  │     warning [ALB410] spec.rules[0].http.paths[1]: "shop.example.com/cart" is never reached:
            │  │     "shop.example.com/" stands before it and matches first. Fix: put the narrower rule first.
            │  └─ Ingress shop/api  order 10 by default, STOPS THE ALB
            │     │  denial
            """
        for (line, wanted) in zip(run.out.split(separator: "\n"), expected.split(separator: "\n")) {
            #expect(line.hasPrefix(wanted), "\(run)")
        }
        let rest = [
            "│     └─ 3  api.example.com/v1 (Prefix) → Service shop/api:80 (NodePort)\n│        OPEN IN CLEAR TEXT\n",
            "├─ HTTPS 443  2 rules, Secret shop/shop-tls (default)\n",
            "│     ├─ 1  shop.example.com/ (Prefix) → Service shop/web:80 (NodePort)\n",
            "└─ not built  1 path\n   └─ Ingress shop/api: api.example.com/v2/* (Prefix)\n      /v2/* has a wildcard",
            "on no ALB\n   Ingress shop/lost: its class \"nope\" is not among the objects.",
            "1 ALB, 2 listeners, 3 Ingresses, 5 rules: 1 stopped ALB, 2 rules never reached, 1 rule open in clear text",
        ]
        for text in rest { #expect(run.out.contains(text), "\(text)\n\(run)") }
    }

    @Test("a fault that only the rules see stops the ALB too: a Service without the port")
    func stopByRule() {
        let manifests = GraphSample.shop.replacing(
            "service: {name: cart, port: {number: 80}}",
            with: "service: {name: cart, port: {number: 81}}"
        ).replacing("    alb-admission/skip: \"true\"\n", with: "")
        let run = graph(on: manifests)
        #expect(run.out.contains("STOPS THE ALB: Ingress shop/web, at spec.rules[0].http.paths[1].backend"), "\(run)")
        #expect(run.out.contains("FAULT: Service shop/cart has no port 81 (it has 80). Fix: "), "\(run)")
        let routed = CommandRun(["route", "https://shop.example.com/", "-"], input: Array(manifests.utf8))
        #expect(routed.out.contains("Ingress shop/web stops the controller, at spec.rules[0]"), "\(routed)")
    }

    @Test("--host and --albconfig show a part, and a name that is none is said")
    func parts() {
        let one = graph("--host", "API.example.com")
        #expect(one.out.contains("3  api.example.com/v1"), "\(one)")
        #expect(!one.out.contains("shop.example.com") && !one.out.contains("lost"), "\(one)")
        #expect(one.out.contains("1 ALB, 2 listeners, 1 Ingress, 1 rule: 1 stopped ALB, 0 rules never"), "\(one)")
        #expect(one.out.contains("1 denial, 0 warnings"), "\(one)")
        #expect(graph("--albconfig", "alb").out.contains("AlbConfig alb"))
        let none = graph("--albconfig", "other")
        #expect(none.code == .unreadable)
        #expect(none.err.contains("there is no AlbConfig \"other\" among the objects; there is \"alb\""), "\(none)")
    }

    @Test("a host without rules is said, with the one that may be meant; what is no host is refused")
    func unknownHost() {
        let run = graph("--host", "shop.exmple.com")
        #expect(run.code == .clean && run.out.hasPrefix("note: no rule is for host shop.exmple.com"), "\(run)")
        #expect(run.out.contains("; there is shop.example.com\n"), "\(run)")
        for host in ["", "https://shop.example.com/"] {
            let wrong = graph("--host", host)
            #expect(wrong.code == .usage && wrong.err.contains("--host must be a host such as"), "\(wrong)")
        }
    }

    @Test("an answer of nothing is said to be one")
    func emptyAnswer() {
        let ingress = RouteSample.ingress(
            "web",
            annotations: ["actions.web": #"[{"type": "FixedResponse", "FixedResponseConfig": {}}]"#],
            paths: ["Prefix / web"]
        ).replacing("port: {number: 80}", with: "port: {name: use-annotation}")
        let run = graph(on: GraphSample.alb + ingress)
        #expect(run.out.contains("shop.example.com/ (Prefix) → answer without a status\n"), "\(run)")
    }

    @Test("a part has the findings of that part, in every format", arguments: ["text", "html", "dot", "mermaid"])
    func findingsOfAPart(_ format: String) {
        // Another ALB that is stopped, with an Ingress of its own.
        let other =
            GraphSample.alb.replacing("name: alb\n", with: "name: other\n")
            + GraphSample.open
            .replacing("name: api\n", with: "name: secret-api\n").replacing(
                "api.example.com",
                with: "other.example.com"
            )
            .replacing("ingressClassName: alb", with: "ingressClassName: other")
        let manifests = GraphSample.shop + other
        let all = graph("-o", format, on: manifests).out
        #expect(all.contains("secret-api") && all.contains("other.example.com"), "\(all)")
        for part in [["--host", "shop.example.com"], ["--albconfig", "alb"]] {
            let run = CommandRun(["graph", "-o", format] + part, input: Array(manifests.utf8))
            #expect(run.out.contains("shop.example.com"), "\(run)")
            #expect(!run.out.contains("secret-api") && !run.out.contains("other.example.com"), "\(part) \(run)")
        }
    }

    @Test("several formats in one run, and what is wrong with the flag")
    func formats() throws {
        let folder = try TemporaryFolder(["shop.yaml": GraphSample.shop])
        let names = ["html", "dot", "mermaid"]
        let flags = names.flatMap { ["-o", "\($0)=\(folder.file($0))"] }
        let run = CommandRun(["graph", "-o", "text"] + flags + [folder.file("shop.yaml")], folder: folder)
        #expect(run.code == .clean)
        #expect(run.out.hasPrefix("AlbConfig alb"))
        let begins = ["<!doctype html>", "digraph alb {", "flowchart LR"]
        for (name, begin) in zip(names, begins) {
            let text = try String(contentsOfFile: folder.file(name), encoding: .utf8)
            #expect(text.lowercased().hasPrefix(begin.lowercased()), "\(name)")
            #expect(text.hasSuffix("\n"), "\(name)")
            #expect(!text.contains(folder.path), "\(name)")
        }
        let wrong = graph("-o", "svg")
        #expect(wrong.code == .usage)
        let said = "graph: --output must be one of text, html, dot, mermaid, or FORMAT=FILE"
        #expect(wrong.err.contains(said), "\(wrong)")
        let unwritten = graph("-o", "html=\(folder.path)/none/x.html")
        #expect(unwritten.code == .unreadable)
        #expect(unwritten.err.contains("No such file or directory"), "\(unwritten)")
        let rest = graph("-o", "html=\(folder.path)/none/x.html", "-o", "dot=\(folder.file("rest"))", "-o", "text")
        #expect(rest.code == .unreadable && rest.out.hasPrefix("AlbConfig alb"), "\(rest)")
        #expect(try String(contentsOfFile: folder.file("rest"), encoding: .utf8).hasPrefix("digraph alb {"))
    }

    @Test("unreadable input: what is known is drawn, what is not is said, and the code is 3")
    func unreadable() throws {
        let folder = try TemporaryFolder(["shop.yaml": GraphSample.shop, "bad.yaml": "a: [1\n"])
        let run = CommandRun(["graph", folder.path], folder: folder)
        #expect(run.code == .unreadable)
        #expect(run.err.contains("DIR/bad.yaml:"), "\(run)")
        #expect(run.out.contains("AlbConfig alb") && run.out.contains("note: DIR/bad.yaml:"), "\(run)")
        #expect(graph(on: "").code == .unreadable)
        let refused = CommandRun(["graph", "--kube-api", "http://127.0.0.1:1"])
        #expect(refused.code == .unreadable && refused.out.contains("0 ALBs"), "\(refused)")
    }
}
