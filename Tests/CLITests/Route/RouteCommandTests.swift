import CLI
import Certificates
import JSON
import TestSupport
import Testing

struct RouteCommandTests {
    /// What the program says, each item on one line however wide.
    private func route(_ arguments: String..., on manifests: String) -> CommandRun {
        unwrapped(CommandRun(["route"] + arguments, input: Array(manifests.utf8)))
    }

    private func unwrapped(_ run: CommandRun) -> CommandRun {
        var run = run
        run.out = run.out.replacing(/\n {6,15}(?=[^ ])/) {
            $0.output.count == 16 || $0.output.count == 7 ? " " : $0.output
        }
        return run
    }

    private func answer(_ arguments: [String], _ manifests: String) throws -> JSONValue {
        let run = CommandRun(["route", "-o", "json"] + arguments, input: Array(manifests.utf8))
        return try JSONDocument(parsing: Array(run.out.utf8)).value
    }

    private func path(_ url: String, _ manifests: String) throws -> String? {
        try answer([url], manifests)["albs"]?.elements.first?["rule"]?["path"]?.string
    }

    @Test(
        "the documentation's table of path types",
        arguments: [
            ("Prefix /", "/anything/below", true), ("Prefix /coffee", "/coffee", true),
            ("Prefix /coffee", "/coffee/1", true), ("Prefix /coffee", "/coffee/buy/1", true),
            ("Prefix /coffee", "/cof", false), ("Prefix /coffee", "/coffeebuy/1", false),
            ("Prefix /coffee/", "/coffee", true), ("Prefix /coffee/", "/coffee/1", true),
            ("Exact /coffee", "/coffee", true), ("Exact /coffee", "/coffee/", false),
            ("Exact /coffee", "/coffee/1", false),
            ("Exact /coffee", "/Coffee", false), ("ImplementationSpecific /coffee", "/coffee", true),
            ("ImplementationSpecific /coffee", "/coffee/1", false),
            ("ImplementationSpecific /coffee*", "/coffeebuy/1", true),
            ("ImplementationSpecific /*/buy", "/coffee/buy", true), ("ImplementationSpecific /v?/a", "/v1/a", true),
            ("ImplementationSpecific /v?/a", "/v12/a", false),
        ]
    )
    func pathTypes(_ path: String, _ asked: String, _ matches: Bool) throws {
        let manifests =
            RouteSample.alb + RouteSample.ingress("web", paths: ["\(path) web"]) + RouteSample.service("web")
        let run = route("http://shop.example.com\(asked)", on: manifests)
        #expect(run.code == (matches ? .clean : .denied), "\(run)")
        #expect(
            try self.path("http://shop.example.com\(asked)", manifests)
                == (matches ? path.split(separator: " ").last.map(String.init) : nil)
        )
        if !matches {
            #expect(
                run.out.contains("  do not match\n    - Ingress shop/web, \(path), host shop.example.com"),
                "\(run)"
            )
        }
    }

    @Test("ssl-redirect is a 308 to the HTTPS listener, where the certificate of the Secret is served")
    func redirect() throws {
        let manifests =
            RouteSample.alb
            + RouteSample.ingress(
                "web",
                annotations: ["ssl-redirect": "true", "listen-ports": #"[{"HTTP": 80}, {"HTTPS": 443}]"#],
                paths: ["Prefix / web"],
                tls: "web-tls"
            ) + RouteSample.service("web")
        let plain = route("http://shop.example.com/a?b=c", on: manifests)
        #expect(plain.code == .clean)
        #expect(plain.out.contains("  answer       308 to https://shop.example.com/a?b=c: ssl-redirect"), "\(plain)")
        let secure = route("https://shop.example.com/a", on: manifests)
        #expect(secure.out.contains("  certificate  Secret shop/web-tls; its names are not known here\n"), "\(secure)")
        #expect(secure.code == .clean)
    }

    @Test("the certificate of a Secret covers its hosts and no others")
    func certificates() throws {
        let credentials = try Certificates.server(["*.example.com", "example.com"])
        let pem = String(decoding: credentials.certificatePEM, as: UTF8.self)
        let block = pem.split(separator: "\n").map { "    \($0)\n" }.joined()
        let secret =
            "---\napiVersion: v1\nkind: Secret\nmetadata: {name: web-tls, namespace: shop}\n"
            + "type: kubernetes.io/tls\nstringData:\n  tls.crt: |\n\(block)"
        for (host, covers) in [("shop.example.com", true), ("example.com", true), ("a.shop.example.com", false)] {
            let web = RouteSample.ingress("web", host: host, paths: ["Prefix / web"], tls: "web-tls")
            let answer = try answer(["https://\(host)/"], RouteSample.alb + web + secret)
            let certificate = try #require(answer["albs"]?.elements.first?["certificate"])
            #expect(certificate["secret"]?.string == "shop/web-tls")
            #expect(certificate["covers"]?.boolean == covers, "\(host)")
        }
    }

    @Test("where no Secret is known, the one that an Ingress names for the host is told")
    func claimedCertificate() throws {
        let manifests =
            RouteSample.alb + RouteSample.ingress("a", host: "other.example.com", paths: ["Prefix / web"], tls: "other")
            + RouteSample.ingress("web", paths: ["Prefix / web"], tls: "web-tls")
        let answer = try answer(["https://shop.example.com/"], manifests)
        #expect(answer["albs"]?.elements.first?["certificate"]?["secret"]?.string == "shop/web-tls")
    }

    @Test("clear text on an HTTPS listener is a 400, TLS on an HTTP listener no answer, another port none either")
    func wrongListener() throws {
        let manifests =
            RouteSample.alb
            + RouteSample.ingress("web", annotations: ["listen-ports": #"[{"HTTPS": 443}]"#], paths: ["Prefix / web"])
        let clear = try answer(["http://shop.example.com:443/"], manifests)
        #expect(clear["albs"]?.elements.first?["answer"]?["status"]?.integer == 400)
        let tls = route("https://shop.example.com:80/", on: manifests)
        #expect(tls.code == .denied && tls.out.contains("does not answer a TLS handshake"), "\(tls)")
        let none = route("http://shop.example.com:8080/", on: manifests)
        #expect(none.out.contains("listener     8080/HTTP does not exist; there is 80/HTTP or 443/HTTPS\n"), "\(none)")
        let elsewhere = route("http://shop.example.com/", on: manifests)
        #expect(elsewhere.code == .denied)
        #expect(elsewhere.out.contains("it is a rule of 443/HTTPS, and the request goes to 80/HTTP"), "\(elsewhere)")
    }

    @Test("503 says whether a rule, a Service, a port or a Pod is missing")
    func unavailable() throws {
        let base = RouteSample.alb + RouteSample.ingress("web", paths: ["Prefix /a web"])
        let noRule = route("http://shop.example.com/b", on: base)
        #expect(noRule.out.contains("answer       503: no rule of the listener matches"), "\(noRule)")
        #expect(route("http://shop.example.com/a", on: base).code == .clean, "a Service that files lack may exist")
        let complete = base + "---\napiVersion: v1\nkind: ServiceList\nitems: []\n"
        let noService = route("http://shop.example.com/a", on: complete)
        #expect(
            noService.code == .denied && noService.out.contains("503: Service shop/web does not exist"),
            "\(noService)"
        )
        let otherPort = base + RouteSample.service("web").replacing("port: 80", with: "port: 81")
        #expect(route("http://shop.example.com/a", on: otherPort).out.contains("503: Service shop/web has no port 80"))
        let down = base + RouteSample.service("web") + RouteSample.endpoints("web", 0)
        let noPod = route("http://shop.example.com/a", on: down)
        #expect(noPod.code == .denied && noPod.out.contains("503: Service shop/web has no endpoint"), "\(noPod)")
        let up = base + RouteSample.service("web") + RouteSample.endpoints("web", 2)
        let run = route("http://shop.example.com/a", on: up)
        #expect(
            run.code == .clean && run.out.contains("100 % to Service shop/web, port 80 (NodePort, 2 ready endpoints)"),
            "\(run)"
        )
        for code in ["404", "502", "503"] { #expect(run.out.contains("    - \(code): "), "\(run)") }
    }

    @Test("a rule that comes later is told what comes first")
    func runnersUp() {
        let manifests =
            RouteSample.alb + RouteSample.ingress("a", paths: ["Prefix /site web"])
            + RouteSample.ingress("b", annotations: ["order": "20"], paths: ["Exact /site/x api"])
        let run = route("http://shop.example.com/site/x", on: manifests)
        #expect(
            run.out.contains(
                "    - Ingress shop/b, Exact /site/x, host shop.example.com, order 20: would have matched, but /site of "
                    + "shop/a comes first (order 10 by default, rule 1)\n"
            ),
            "\(run)"
        )
    }

    @Test("a canary by header answers those who send it, one by weight gets its share")
    func canaries() throws {
        let header = [
            "canary": "true", "canary-by-header": "x-next", "canary-by-header-value": "yes", "order": "1",
        ]
        let manifests =
            RouteSample.alb + RouteSample.ingress("main", paths: ["Prefix / web"])
            + RouteSample.ingress("next", annotations: header, paths: ["Prefix / next"])
        let plain = route("http://shop.example.com/", on: manifests)
        #expect(plain.out.contains("Service shop/web, port 80"))
        #expect(plain.out.contains("header x-next must be yes, is not sent (--header x-next=yes)"), "\(plain)")
        let sent = route("http://shop.example.com/", "--header", "X-Next=yes", on: manifests)
        #expect(sent.out.contains("100 % to Service shop/next, port 80"), "\(sent)")
        let weight = ["canary": "true", "canary-weight": "20"]
        let shared =
            RouteSample.alb + RouteSample.ingress("main", paths: ["Prefix / web"])
            + RouteSample.ingress("next", annotations: weight, paths: ["Prefix / next"])
        let run = route("http://shop.example.com/", on: shared)
        #expect(run.out.contains("80 % to Service shop/web") && run.out.contains("20 % to Service shop/next"), "\(run)")
        #expect(!run.out.contains("not built"))
    }

    @Test("conditions on method, query, cookie and address decide, and say what they miss")
    func conditions() {
        let conditions = #"""
            [{"type": "Method", "MethodConfig": {"Values": ["POST"]}}, {"type": "QueryString", "QueryStringConfig": {"Values": [{"Key": "v", "Value": "2"}]}}, {"type": "Cookie", "CookieConfig": {"Values": [{"Key": "c", "Value": "1"}]}}, {"type": "SourceIp", "SourceIpConfig": {"Values": ["10.0.0.0/8"]}}]
            """#
        let manifests =
            RouteSample.alb
            + RouteSample.ingress("web", annotations: ["conditions.web": conditions], paths: ["Prefix / web"])
        let all = ["--method", "post", "--cookie", "c=1", "--source-ip", "10.1.2.3"]
        let run = unwrapped(CommandRun(["route", "http://shop.example.com/?v=2"] + all, input: Array(manifests.utf8)))
        #expect(run.code == .clean && run.out.hasPrefix("POST http://shop.example.com/?v=2\n"), "\(run)")
        let none = route("http://shop.example.com/?v=1", "--source-ip", "11.0.0.1", on: manifests)
        #expect(none.code == .denied)
        for reason in [
            "method must be POST, is GET", "query must be v=2, is v=1",
            "cookie must be c=1, is not sent (--cookie c=1)",
            "the client's address must be in 10.0.0.0/8",
        ] { #expect(none.out.contains(reason), "\(reason): \(none)") }
        let unknown = CommandRun(
            ["route", "http://shop.example.com/?v=2"] + all.dropLast(2),
            input: Array(manifests.utf8)
        )
        #expect(unknown.code == .denied && unknown.out.contains("  may come first\n"), "\(unknown)")
    }

    @Test("an Ingress that no rule is built for is named with the reason")
    func unbuilt() {
        let manifests =
            RouteSample.alb + RouteSample.ingress("other", paths: ["Prefix / web"], className: "nginx")
            + RouteSample.ingress(
                "late",
                annotations: ["canary": "true", "canary-weight": "20"],
                paths: ["Prefix /x web"]
            )
            + RouteSample.ingress("wild", paths: ["Exact /x* web"])
        let run = route("http://shop.example.com/x1", on: manifests)
        #expect(run.code == .denied)
        #expect(
            run.out.contains("Ingress shop/other, Prefix /: ")
                || run.out.contains("Ingress shop/other, Prefix / of host"),
            "\(run)"
        )
        #expect(run.out.contains("its class \"nginx\" is not among the objects"), "\(run)")
        #expect(run.out.contains("/x* has a wildcard, which pathType Exact does not take"), "\(run)")
        let canary = route("http://shop.example.com/x", on: manifests)
        #expect(canary.out.contains("no main Ingress has host \"shop.example.com\" and path /x"), "\(canary)")
    }

    @Test("an object that stops the controller is named with what the rules say about it")
    func frozen() {
        let manifests =
            RouteSample.alb + RouteSample.ingress("web", paths: ["Prefix / web"]) + RouteSample.service("web")
            + RouteSample.ingress("bad", host: "other.example.com", paths: ["Exact /a* web"])
        let run = route("http://shop.example.com/", on: manifests)
        #expect(run.code == .clean)
        #expect(run.out.contains("  frozen: what is served may be older than what is written\n"), "\(run)")
        #expect(run.out.contains("    - Ingress shop/bad stops the controller, at spec.rules[0].http.paths[0].path\n"))
        #expect(run.out.contains("    - [ALB401] spec.rules[0].http.paths[0].path: \"/a*\""), "\(run)")
    }

    @Test("without class and AlbConfig the answer says what it takes for granted")
    func assumed() {
        let manifests = RouteSample.ingress("web", paths: ["Prefix / web"])
        let run = route("http://shop.example.com/", on: manifests)
        #expect(run.code == .clean)
        #expect(run.out.contains("- IngressClass \"alb\" is not among the objects"), "\(run)")
        #expect(run.out.contains("those that Ingresses ask for (80/HTTP)"), "\(run)")
    }

    @Test("a host that nobody has is said, with the nearest one")
    func unknownHost() {
        let manifests = RouteSample.alb + RouteSample.ingress("web", paths: ["Prefix / web"])
        let run = route("http://shpo.example.com/", on: manifests)
        #expect(run.code == .denied)
        #expect(run.out.contains("no rule is for host shpo.example.com; there is shop.example.com\n"), "\(run)")
    }

    @Test("regular expressions are searched for, and what cannot be read leaves the answer open")
    func regex() {
        let manifests =
            RouteSample.alb
            + RouteSample.ingress(
                "web",
                annotations: ["rewrite-target": "/${2}"],
                paths: ["Prefix /api(/|$)(.*) web", "Prefix /(?=x) web"]
            )
        let run = route("http://shop.example.com/API/v1", on: manifests)
        #expect(run.code == .clean && run.out.contains("rewrite to host ${host}, path /${2}, query ${query}"), "\(run)")
        let open = route("http://shop.example.com/x", on: manifests)
        #expect(open.code == .denied && open.out.contains("is beyond what is read here"), "\(open)")
    }

    @Test("several ALBs answer each for themselves; --albconfig asks one")
    func severalALBs() throws {
        let second = RouteSample.alb.replacing("name: alb\n", with: "name: two\n").replacing("alb-abc", with: "alb-two")
        let manifests =
            RouteSample.alb + "---\n" + second + RouteSample.ingress("one", paths: ["Prefix / web"])
            + RouteSample.ingress("two", paths: ["Exact /two web"], className: "two")
        let both = try answer(["http://shop.example.com/two"], manifests)["albs"]?.elements ?? []
        #expect(both.compactMap { $0["albConfig"]?.string } == ["alb", "two"])
        let one = try answer(["http://shop.example.com/two", "--albconfig", "two"], manifests)["albs"]?.elements ?? []
        #expect(one.compactMap { $0["rule"]?["path"]?.string } == ["/two"])
        let none = route("http://shop.example.com/", "--albconfig", "x", on: manifests)
        #expect(
            none
                == CommandRun(
                    err:
                        "alb-admission: route: there is no AlbConfig \"x\" among the objects; there is \"alb\", \"two\"\n",
                    .unreadable
                )
        )
    }

    @Test("stored objects get no defaults, manifests do")
    func defaults() throws {
        let ingress = RouteSample.ingress("web", paths: ["Prefix / web"], tls: "t").replacing(
            "alb-admission/skip: \"true\"",
            with: "a/b: c"
        )
        let folder = try TemporaryFolder(["alb.yaml": RouteSample.alb, "web.yaml": ingress])
        let url = "http://shop.example.com/"
        let new = CommandRun(["route", url, folder.file("alb.yaml"), folder.file("web.yaml")])
        #expect(new.code == .clean, "\(new)")
        let stored = unwrapped(CommandRun(["route", url, "--objects", folder.path]))
        #expect(stored.code == .denied && stored.out.contains("it is a rule of 443/HTTPS"), "\(stored)")
    }

    @Test(
        "bad usage is said",
        arguments: [
            ([], "needs a URL"), (["shop.example.com"], "has no scheme"), (["http://h:x/"], "has the port \"x\""),
            (["http://h/", "--header", "x"], "--header must be NAME=VALUE"),
            (["http://h/", "--header", "a b=c"], "is no name of a header"),
            (["http://h/", "--header", "Host=x"], "the host is that of the URL"),
            (["http://h/", "--header", "cookie=x"], "write each cookie as --cookie"),
            (["http://h/", "--cookie", "=x"], "--cookie must be NAME=VALUE"),
            (["http://h/", "--method", "A B"], "--method must be"),
            (["http://h/", "--source-ip", "10.0.0.0/8"], "--source-ip must be"),
        ]
    )
    func usage(_ arguments: [String], _ problem: String) {
        let run = CommandRun(["route"] + arguments, input: [])
        #expect(run.code == .usage && run.out == "" && run.err.contains(problem), "\(run)")
    }

    @Test("input that cannot be read is 3, and what can be read is answered")
    func unreadable() throws {
        let web = RouteSample.alb + RouteSample.ingress("web", paths: ["Prefix / web"])
        let folder = try TemporaryFolder(["web.yaml": web, "bad.yaml": "a: [\n"])
        let run = CommandRun(
            ["route", "http://shop.example.com/", folder.file("bad.yaml"), folder.file("web.yaml")],
            folder: folder
        )
        #expect(
            run.code == .unreadable && run.err.contains("DIR/bad.yaml:") && run.out.contains("Ingress shop/web"),
            "\(run)"
        )
        #expect(CommandRun(["route", "http://h/", folder.file("none")]).code == .unreadable)
        #expect(CommandRun(["route", "http://h/"]).code == .usage)
    }

    @Test("text from objects cannot speak to the terminal")
    func escapes() {
        let manifests =
            RouteSample.alb
            + RouteSample.ingress("web", paths: ["Prefix /\u{1B}[31m web"]).replacing(
                "path: /\u{1B}[31m",
                with: #"path: "/\e[31m""#
            )
        let run = route("http://shop.example.com/", on: manifests)
        #expect(!run.out.contains("\u{1B}") && !run.err.contains("\u{1B}"))
    }
}
