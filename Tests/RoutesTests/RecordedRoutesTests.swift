import ALBController
import Foundation
import JSON
import Kubernetes
import Routes
import TestSupport
import Testing

/// What the real controller built, asked rule by rule.
struct RecordedRoutesTests {
    private struct Case: CustomTestStringConvertible {
        var value: JSONValue
        var testDescription: String { value["name"]?.string ?? "" }

        var router: Router {
            var objects = ClusterSnapshot.Builder()
            for object in value["objects"]?.elements ?? [] { objects.add(object.document, object.node) }
            objects.knownKinds = Set(ObjectKind.allCases)
            let resolver = ClassResolver(
                profile: .lbc,
                classNames: ["alb"],
                controllers: ["ingress.k8s.alibabacloud/alb"],
                snapshot: ClusterSnapshot(objects)
            )
            return Router(RouteContext(resolver: resolver, completeKinds: Set(ObjectKind.allCases)))
        }
    }

    private static func accepted() throws -> [Case] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "ControllerCases/controller-cases.json")
        let document = try JSONDocument(parsing: Array(Data(contentsOf: file)))
        return document.value.elements.map(Case.init).filter { $0.value["verdict"]?.string == "accepts" }
    }

    @Test(
        "a request made from the conditions of each recorded rule reaches it, or an earlier one that fits too",
        .namesItsCase
    )
    func everyRuleIsReached() throws {
        var reached = 0
        var shadowed = 0
        var skipped = 0
        forEachCase(of: try Self.accepted()) { recorded in
            let router = recorded.router
            let rules = try #require(recorded.value["result"]?["rules"]).elements
            let listeners = Dictionary(grouping: rules) { rule in
                [rule["albConfig"]?.string ?? "", "\(rule["port"]?.integer ?? 0)", rule["protocol"]?.string ?? ""]
            }
            for (listener, rules) in listeners {
                guard let scheme = RouteQuestion.Scheme(rawValue: listener[2].lowercased()), let port = Int(listener[1])
                else {
                    skipped += rules.count
                    continue
                }
                let ordered = rules.sorted { ($0["priority"]?.integer ?? 0) < ($1["priority"]?.integer ?? 0) }
                let naive = ordered.map { NaiveRule(recorded: $0) }
                for (index, rule) in naive.enumerated() {
                    guard !rule.isOfResponse, let question = rule.question(scheme, port: port),
                        rule.holds(question) == true
                    else {
                        skipped += 1
                        continue
                    }
                    let first = try #require(naive.firstIndex { !$0.isOfResponse && $0.holds(question) != false })
                    let report = router.answer(question, albConfig: listener[0])
                    let alb = try #require(report.albs.first { $0.albConfig.name == listener[0] })
                    let expected = ordered[first]["priority"]?.integer
                    #expect(alb.rule?.rule.priority == expected, "\(question.url), rule \(index + 1)")
                    if first == index {
                        reached += 1
                    } else {
                        shadowed += 1
                        let later = alb.runnersUp.contains { $0.rule.priority == index + 1 }
                        #expect(later || alb.moreRunnersUp > 0, "\(question.url): rule \(index + 1) is not told of")
                    }
                }
            }
        }
        #expect(reached > 200, "\(reached) reached, \(shadowed) shadowed, \(skipped) skipped")
        #expect(skipped < 40, "\(skipped) skipped")
    }
}
