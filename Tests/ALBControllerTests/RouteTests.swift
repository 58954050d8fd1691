import ALBController
import TestSupport
import Testing

struct RouteTests {
    private func answer(_ model: RoutingModel, _ host: String, _ path: String, _ key: ListenerKey = .http80) -> String {
        switch model.route(RouteRequest(key, host: host, path: path)) {
        case .noListener: "no listener"
        case .noRule(_, let undecided): "none" + (undecided.isEmpty ? "" : " but \(undecided.count)")
        case .rule(let rule, _, let undecided):
            "\(rule.ingress.name)\(rule.path)" + (undecided.isEmpty ? "" : " after \(undecided.count)")
        }
    }

    @Test func theFirstRuleThatMatchesAnswers() throws {
        var cluster = Cluster()
        cluster.add(Cluster.ingress("a", ["h/api", "*.h/", "h/"]))
        let model = try cluster.model()
        #expect(answer(model, "h", "/api") == "a/api")
        #expect(answer(model, "h", "/apis") == "a/")
        #expect(answer(model, "H", "/api/x") == "a/api")
        #expect(answer(model, "x.h", "/api") == "a/")
        #expect(answer(model, "other", "/") == "none")
        #expect(answer(model, "h", "/", .https443) == "no listener")
    }

    @Test func regularExpressionsLeaveTheAnswerOpen() throws {
        var cluster = Cluster()
        cluster.add(Cluster.ingress("a", ["h/x"], annotations: ["use-regex": "true"]))
        #expect(answer(try cluster.model(), "h", "/x") == "none but 1")
        cluster.add(Cluster.ingress("b", ["h/"]))
        #expect(answer(try cluster.model(), "h", "/x") == "b/ after 1")
    }

    @Test func headersCookiesAndQueriesDecide() throws {
        var cluster = Cluster()
        cluster.add(
            Cluster.ingress("a", ["h/"], annotations: ["canary": "true", "canary-by-cookie": "c"], service: "next")
        )
        cluster.add(Cluster.ingress("b", ["h/"]))
        let model = try cluster.model()
        var request = RouteRequest(.http80, host: "h", path: "/")
        guard case .rule(let plain, _, _) = model.route(request) else {
            Issue.record("no rule")
            return
        }
        #expect(plain.ingress.name == "b")
        request.cookies = [KeyValue("c", "always")]
        guard case .rule(let canary, _, _) = model.route(request) else {
            Issue.record("no rule")
            return
        }
        #expect(canary.ingress.name == "a")
    }

    @Test func tlsHostsLeaveThePlainListener() throws {
        var cluster = Cluster()
        cluster.add(Cluster.ingress("a", ["t/", "p/", "/every"], tls: #"[{"hosts": ["t"], "secretName": "s"}]"#))
        let model = try cluster.model()
        #expect(answer(model, "t", "/") == "none")
        #expect(answer(model, "t", "/", .https443) == "a/")
        #expect(answer(model, "p", "/") == "a/")
        #expect(answer(model, "p", "/", .https443) == "none")
        #expect(answer(model, "t", "/every") == "a/every")
        #expect(model.problems.map(\.kind) == [.missingSecret(ObjectName("default", "s"))])
    }
}
