import ALBController
import Admission
import JSON
import Kubernetes
import Rules
import TestSupport
import Testing

/// Since 2.14 the managed controller takes field names in any case, so every rule has to.
struct AlbConfigSpellingTests {
    private struct Said: Hashable {
        var rule: String
        var severity: Severity
        var problem: String
    }

    /// Nothing but the spelling is said besides, whatever the case.
    @Test(.namesItsCase) func everyRuleReadsFieldsInAnyCase() throws {
        let fixtures = try RuleFixture.all().filter { try $0.request().kind.kind == "AlbConfig" }
        #expect(fixtures.count > 50)
        forEachCase(of: fixtures) { fixture in
            let request = try fixture.request()
            let reviewer = try fixture.reviewer()
            guard reviewer.settings.profile == .ack, request.operation == .create, let object = request.object else {
                return
            }
            let text = Self.respelt(request.document, object)
            let kind = request.kind
            let document = try JSONDocument(parsing: text)
            let other = AdmissionRequest(.create, kind: kind, document: document, object: document.root)
            let plain = try JSONDocument(parsing: Array(request.document.bytes[request.document.range(object)]))
            let same = AdmissionRequest(.create, kind: kind, document: plain, object: plain.root)
            #expect(Self.said(other, reviewer) == Self.said(same, reviewer))
        }
    }

    private static func said(_ request: AdmissionRequest, _ reviewer: Reviewer) -> [Said] {
        reviewer.validate(request, now: RuleFixtureTests.now).findings.filter { $0.rule.id != "ALB612" }
            .map { Said(rule: $0.rule.id, severity: $0.severity, problem: $0.problem) }
    }

    /// With every key of `spec` beginning with a letter of the other case.
    private static func respelt(_ document: JSONDocument, _ object: JSONNode) -> [UInt8] {
        var bytes = document.bytes
        var open = document.member("spec", of: object).map { [$0] } ?? []
        while let node = open.popLast() {
            open += document.elements(node)
            for (key, value) in document.members(node) {
                let first = document.range(key).lowerBound + 1
                let letter = bytes[first] | 0x20
                if letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "z") { bytes[first] ^= 0x20 }
                open.append(value)
            }
        }
        return Array(bytes[document.range(object)])
    }

    /// Place and edit are those of the object as it is written.
    @Test func editsFitTheObjectAsWritten() throws {
        let text = #"""
            {"apiVersion": "alibabacloud.com/v1", "kind": "AlbConfig", "metadata": {"name": "alb"},
            "spec": {"Config": {"AddressType": "Internet", "ZoneMappings": [{"vswitchid": " vsw-1 "}, {"vSwitchId": "vsw-2"}]},
            "listeners": [{"Port": 80, "protocol": "HTTP"}]}}
            """#
        let document = try JSONDocument(parsing: Array(text.utf8))
        let kind = GroupVersionKind(apiVersion: "alibabacloud.com/v1", kind: "AlbConfig")
        let request = AdmissionRequest(.create, kind: kind, document: document, object: document.root)
        let finding = try #require(Reviewer().validate(request).findings.first { $0.rule.id == "ALB609" })
        #expect(finding.place.description == "spec.Config.ZoneMappings[0].vswitchid")
        let edited = try #require(finding.fix.edit?.apply(to: document))
        #expect(String(decoding: edited, as: UTF8.self).contains(#""vswitchid": "vsw-1""#))
    }
}
