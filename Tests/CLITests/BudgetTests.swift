import Foundation
import TestSupport
import Testing

/// The cost of a review stays in proportion to its bytes, whatever fills which list.
///
/// Measured on the built program, start and end included: at most 0.25 s of CPU for each MB and 60 MB plus twelve times
/// the input of memory. A debug build may take four times as long.
struct BudgetTests {
    private static let secondsPerMB: Double = {
        #if DEBUG
        1
        #else
        0.25
        #endif
    }()

    private struct Case: CustomStringConvertible {
        var list: String
        var element: String
        var size: Int
        var stage: String
        var review: String

        var description: String { "\(list) of \(element), \(size) bytes, \(stage)" }
    }

    private static let path =
        #"{"path":"/","pathType":"Prefix","backend":{"service":{"name":"web","port":{"number":80}}}}"#

    private static func ingress(_ spec: String, _ annotations: String = "{}") -> String {
        #"{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"web","namespace":"default","#
            + #""annotations":"# + annotations + #"},"spec":{"# + spec + "}}"
    }

    private static func annotated(_ key: String, _ value: String) -> String {
        let text = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return ingress(
            #""ingressClassName":"alb","tls":[{"hosts":["a.example.com"],"secretName":"a"}],"#
                + #""rules":[{"host":"a.example.com","http":{"paths":["# + path + "]}}]",
            #"{"alb.ingress.kubernetes.io/"# + key + #"":""# + text + "\"}"
        )
    }

    private static func albConfig(_ config: String, _ listener: String) -> String {
        #"{"apiVersion":"alibabacloud.com/v1","kind":"AlbConfig","metadata":{"name":"alb"},"spec":{"config":{"name":"a""#
            + config + #"},"listeners":"# + listener + "}}"
    }

    /// An object around a list, by the name of the list.
    private static let lists: [(name: String, object: @Sendable (String) -> String)] = [
        ("spec.rules", { ingress(#""ingressClassName":"alb","rules":"# + $0) }),
        ("spec.rules without class", { ingress(#""rules":"# + $0) }),
        ("paths", { ingress(#""ingressClassName":"alb","rules":[{"http":{"paths":"# + $0 + "}}]") }),
        ("spec.tls", { ingress(#""ingressClassName":"alb","rules":[],"tls":"# + $0) }),
        ("tls hosts", { ingress(#""ingressClassName":"alb","rules":[],"tls":[{"hosts":"# + $0 + "}]") }),
        ("listen-ports", { annotated("listen-ports", $0) }),
        ("actions", { annotated("actions.web", $0) }),
        ("conditions", { annotated("conditions.web", $0) }),
        (
            "server groups",
            { annotated("actions.web", #"[{"type":"ForwardGroup","ForwardConfig":{"ServerGroups":"# + $0 + "}}]") }
        ),
        (
            "condition values",
            { annotated("conditions.web", #"[{"type":"Path","pathConfig":{"values":"# + $0 + "}}]") }
        ),
        ("listeners", { albConfig("", $0) }),
        ("certificates", { albConfig("", #"[{"port":443,"protocol":"HTTPS","certificates":"# + $0 + "}]") }),
        ("aclEntries", { albConfig("", #"[{"port":80,"protocol":"HTTP","aclConfig":{"aclEntries":"# + $0 + "}}]") }),
        ("tags", { albConfig(#","tags":"# + $0, "[]") }),
        ("zoneMappings", { albConfig(#","zoneMappings":"# + $0, "[]") }),
        (
            "ports",
            {
                #"{"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"default"},"spec":{"ports":"#
                    + $0 + "}}"
            }
        ),
    ]

    private static let cases: [Case] = lists.flatMap { list in
        [("{}", 1), ("1", 1), ("null", 1), ("[]", 1), ("{}", 3)].flatMap { element, megabytes in
            let size = megabytes * 1_000_000
            let elements = Array(repeating: element, count: size / (element.utf8.count + 1)).joined(separator: ",")
            let object = list.object("[\(elements)]")
            let stages = object.contains(#""kind":"Ingress""#) ? ["mutate", "validate"] : ["validate"]
            return stages.map { stage in
                let review = String(decoding: ReviewText(object: object).bytes, as: UTF8.self)
                return Case(list: list.name, element: element, size: size, stage: stage, review: review)
            }
        }
    }

    @Test(.namesItsCase) func everyListStaysWithinTheBudget() throws {
        let folder = try TestSupport.TemporaryFolder()
        forEachCase(of: Self.cases) { one in
            let file = try folder.write(one.review, to: "review.json")
            let megabytes = Double(one.review.utf8.count) / 1e6
            let limit = Int(60 + 12 * megabytes)
            let seconds = 0.1 + Self.secondsPerMB * megabytes
            // Who shares a core pays for the caches that the other takes away: the best of three runs is the program's.
            var least = Double.infinity
            for _ in 0..<3 where least >= seconds {
                let run = try #require(MeteredProcess(["review", "--webhook", one.stage, file], megabytes: limit))
                #expect(run.exit == 0 || run.exit == 1)
                least = min(least, run.cpu)
            }
            #expect(least < seconds)
        }
    }
}
