import Admission
import JSON
import Kubernetes
import Rules
import TestSupport
import Testing

/// Objects made to hurt: the answer stays small and the work grows no faster than the object.
struct HostileInputTests {
    private static func ingress(annotations: [(String, String)] = [], paths: [String] = [], tls: Int = 0) -> String {
        let list = paths.map { path in
            "{\"path\":\(ReviewText.quoted(path)),\"pathType\":\"Prefix\","
                + "\"backend\":{\"service\":{\"name\":\"aliyun-web\",\"port\":{\"number\":80}}}}"
        }
        let entries = (0..<tls).map { "{\"hosts\":[\"h\($0).example.com\"],\"secretName\":\"s\($0)\"}" }
        let map = annotations.map { "\(ReviewText.quoted($0)):\(ReviewText.quoted($1))" }
        return "{\"apiVersion\":\"networking.k8s.io/v1\",\"kind\":\"Ingress\",\"metadata\":{\"name\":\"web\","
            + "\"namespace\":\"shop\",\"annotations\":{\(map.joined(separator: ","))}},"
            + "\"spec\":{\"ingressClassName\":\"alb\",\"tls\":[\(entries.joined(separator: ","))],"
            + "\"rules\":[{\"host\":\"a.example.com\",\"http\":{\"paths\":[\(list.joined(separator: ","))]}}]}}"
    }

    /// Answers as every webhook, with the object also as its own predecessor, and returns the longest answer.
    private static func longestAnswer(_ object: String) throws -> [UInt8] {
        var longest: [UInt8] = []
        let other = object.replacing("a.example.com", with: "b.example.com", maxReplacements: 1)
        for review in [ReviewText(object: object), ReviewText("UPDATE", object: object, oldObject: other)] {
            let request = try review.request()
            for webhook in ReviewStage.allCases {
                let answer = Reviewer().respond(to: request, as: webhook, now: RuleFixtureTests.now).serialized()
                #expect(AnswerOracle(uid: request.uid).objections(to: answer) == [])
                if answer.count > longest.count { longest = answer }
            }
        }
        return longest
    }

    @Test func tenThousandFindingsAreCountedAndNotListed() throws {
        let object = Self.ingress(paths: (0..<10_000).map { "/p\($0)" })
        let answer = try Self.longestAnswer(object)
        let text = String(decoding: answer, as: UTF8.self)
        #expect(text.contains("... and "))
        #expect(answer.count < 400_000)
        let verdict = try Reviewer().validate(ReviewText(object: object).request())
        #expect(verdict.denials.filter { $0.rule.id == "ALB105" }.count + verdict.omittedDenials == 10_000)
    }

    @Test(arguments: [
        "alb.ingress.kubernetes.io/listen-ports", "alb.ingress.kubernetes.io/actions.web",
        "alb.ingress.kubernetes.io/conditions.web", "alb.ingress.kubernetes.io/ssl-redirect",
        "alb.ingress.kubernetes.io/order", "alb.ingress.kubernetes.io/rewrite-target", "kubernetes.io/ingress.class",
        "alb.ingress.kubernetes.io/backend-protocol", "alb.ingress.kubernetes.io/albconfig.name",
    ])
    func aHugeAnnotationMakesNoHugeAnswer(_ key: String) throws {
        for unit in ["x", "[", "{\"a\":", "\"", "\\", "[{\"HTTP\": 80}, ", "1", " ", "\n", "é"] {
            let size = unit == "[" && key.hasSuffix("listen-ports") ? 1_000_000 : 30_000
            let value = String(repeating: unit, count: size / unit.utf8.count)
            let answer = try Self.longestAnswer(Self.ingress(annotations: [(key, value)], paths: ["/"]))
            #expect(answer.count < 16_384, "\(key) of \(unit): \(answer.count)")
        }
    }

    @Test(arguments: [9_000, 20_000, 300_000])
    func deepNestingInAnAnnotationIsOnlyText(_ depth: Int) throws {
        let value = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        for key in ["listen-ports", "actions.web", "conditions.web"] {
            let object = Self.ingress(annotations: [("alb.ingress.kubernetes.io/\(key)", value)], paths: ["/"])
            #expect(try Self.longestAnswer(object).count < 16_384)
        }
    }

    @Test func tenThousandAnnotationsAreRead() throws {
        let keys = (0..<10_000).map { ("alb.ingress.kubernetes.io/actions.s\($0)", "[]") }
        #expect(try Self.longestAnswer(Self.ingress(annotations: keys, paths: ["/"])).count < 400_000)
    }

    @Test func aLongNameIsClippedInEveryMessage() throws {
        let long = String(repeating: "n", count: 500_000)
        let answer = try Self.longestAnswer(
            Self.ingress(
                annotations: [("alb.ingress.kubernetes.io/listen-ports", "[{\"\(long)\": 80}]")],
                paths: [long]
            )
        )
        #expect(answer.count < 16_384)
    }

    /// Work is counted in findings and bytes of answer, which are the same on every machine.
    @Test func twiceTheObjectIsTwiceTheFindings() throws {
        func findings(_ count: Int) throws -> Int {
            let object = Self.ingress(paths: (0..<count).map { "/p\($0)" }, tls: count)
            return try Reviewer().validate(ReviewText(object: object).request()).findings.count
        }
        let (one, two, four) = try (findings(500), findings(1_000), findings(2_000))
        #expect(four - two <= 2 * (two - one) + 4)
    }
}
