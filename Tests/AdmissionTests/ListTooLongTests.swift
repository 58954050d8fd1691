import Admission
import JSON
import Kubernetes
import Rules
import TestSupport
import Testing

/// ALB106, whose cases are too large for files: every list and map, one element below its bound and one above.
struct ListTooLongTests {
    static let id = "ALB106"

    private static let ingress = #"{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":"#
    private static let named = ingress + #"{"name":"web","namespace":"default"}"#
    private static let albConfig = #"{"apiVersion":"alibabacloud.com/v1","kind":"AlbConfig","metadata":{"name":"alb"},"#

    /// Text before and after the elements, the place, and how many elements are judged.
    private static let lists: [(before: String, after: String, place: String, bound: Int)] = [
        (named + #","spec":{"ingressClassName":"alb","rules":["#, "]}}", "spec.rules", 20_000),
        (
            named + #","spec":{"ingressClassName":"alb","rules":[{"http":{"paths":["#, "]}}]}}",
            "spec.rules[0].http.paths", 19_999
        ),
        (named + #","spec":{"ingressClassName":"alb","tls":["#, "]}}", "spec.tls", 20_000),
        (
            named + #","spec":{"ingressClassName":"alb","tls":[{"hosts":["#, "]}]}}",
            "spec.tls[0].hosts", 19_999
        ),
        (albConfig + #""spec":{"listeners":["#, "]}}", "spec.listeners", 10_000),
        (albConfig + #""spec":{"config":{"tags":["#, "]}}}", "spec.config.tags", 10_000),
        (albConfig + #""spec":{"config":{"zoneMappings":["#, "]}}}", "spec.config.zoneMappings", 10_000),
        (
            albConfig + #""spec":{"listeners":[{"port":443,"protocol":"HTTPS","certificates":["#, "]}]}}",
            "spec.listeners[0].certificates", 10_000
        ),
        (
            albConfig + #""spec":{"listeners":[{"port":80,"protocol":"HTTP","aclConfig":{"aclEntries":["#, "]}}]}}",
            "spec.listeners[0].aclConfig.aclEntries", 10_000
        ),
        (
            #"{"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},"spec":{"ports":["#, "]}}",
            "spec.ports", 20_000
        ),
    ]

    private static func object(_ index: Int, count: Int) -> String {
        lists[index].before + Array(repeating: "null", count: count).joined(separator: ",") + lists[index].after
    }

    private static func findings(_ review: ReviewText) throws -> [Finding] {
        try Reviewer().validate(review.request()).findings.filter { $0.rule.id == id }
    }

    @Test func oneFindingNamesTheListItsLengthAndTheBound() throws {
        for (index, list) in Self.lists.enumerated() {
            #expect(
                try Self.findings(ReviewText(object: Self.object(index, count: list.bound))).isEmpty,
                "\(list.place)"
            )
            let found = try Self.findings(ReviewText(object: Self.object(index, count: list.bound + 1)))
            try #require(found.count == 1, "\(list.place)")
            #expect(found[0].severity == .deny && found[0].place.description == list.place)
            #expect(found[0].problem.hasPrefix("has \(list.bound + 1) entries, "), "\(found[0].message)")
        }
    }

    @Test func annotationsAreCountedToo() throws {
        for (count, isFine) in [(20_000, true), (20_001, false)] {
            let annotations = (0..<count).map { "\"example.com/k\($0)\":\"\"" }.joined(separator: ",")
            let object =
                Self.ingress + #"{"name":"web","annotations":{"# + annotations
                + #"}},"spec":{"ingressClassName":"alb"}}"#
            let found = try Self.findings(ReviewText(object: object))
            #expect(found.isEmpty == isFine)
            #expect(isFine || found.first?.place.description == "metadata.annotations")
        }
    }

    @Test func whatIsStoredAlreadyIsAWarning() throws {
        let old = Self.object(0, count: 20_001)
        let verdict = try Reviewer().validate(
            ReviewText("UPDATE", object: Self.object(0, count: 20_002), oldObject: old).request()
        )
        #expect(verdict.isAllowed)
        #expect(verdict.findings.contains { $0.rule.id == Self.id && $0.severity == .warn })
    }
}
