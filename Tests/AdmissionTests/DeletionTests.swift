import Admission
import TestSupport
import Testing

/// Deletions warn; where they are set to deny, a cluster can be cleaned up all the same.
struct DeletionTests {
    private static func service(_ annotations: String = "{}") -> String {
        "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"web\",\"namespace\":\"shop\","
            + "\"annotations\":\(annotations)},\"spec\":{\"ports\":[{\"port\":80}]}}"
    }

    private static let deny = #"{"rules": {"service-deleted": "deny"}}"#

    private static func verdict(_ settings: String, _ service: String, _ objects: [String] = []) throws -> Verdict {
        let reviewer = try Reviewer.make(settings, [ClusterText.alb, IngressText().json, service] + objects)
        return try reviewer.validate(ReviewText("DELETE", oldObject: service).request())
    }

    @Test func isAWarningUnlessItIsSetToDeny() throws {
        let usual = try Self.verdict("{}", Self.service())
        #expect(usual.isAllowed && usual.warnings.map(\.rule.name) == ["service-deleted"])
        let strict = try Self.verdict(Self.deny, Self.service())
        #expect(strict.denials.map(\.rule.name) == ["service-deleted"])
    }

    @Test func passesWhereItIsMeantOrTheNamespaceGoes() throws {
        let meant = try Self.verdict(Self.deny, Self.service(#"{"alb-admission/allow-delete":"true"}"#))
        #expect(meant.isAllowed)
        let notMeant = try Self.verdict(Self.deny, Self.service(#"{"alb-admission/allow-delete":"false"}"#))
        #expect(!notMeant.isAllowed)
        let going = ClusterText.namespace(metadata: #","deletionTimestamp":"2026-01-01T00:00:00Z""#)
        #expect(try Self.verdict(Self.deny, Self.service(), [going]).isAllowed)
        #expect(try !Self.verdict(Self.deny, Self.service(), [ClusterText.namespace()]).isAllowed)
    }

    @Test func passesForExemptGroups() throws {
        let settings = #"{"rules": {"service-deleted": "deny"}, "exempt": {"groups": ["system:authenticated"]}}"#
        #expect(try Self.verdict(settings, Self.service()).findings.isEmpty)
    }
}
