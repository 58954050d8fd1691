import ALBController
import Admission
import JSON
import Kubernetes
import Rules
import Testing

struct AlbConfigRuleTests {
    /// What the open controllers write for fields that nobody set, in every generation and preset.
    @Test(arguments: ControllerProfile.allCases, Preset.allCases)
    func zeroValuesSayNothing(_ profile: ControllerProfile, _ preset: Preset) throws {
        let verdict = try review(new: Self.zeroValues, old: Self.plain, profile, preset)
        #expect(verdict.findings.map(\.message) == [])
    }

    /// The oldest controller has required fields.
    @Test(arguments: [ControllerProfile.ack, .lbc])
    func zeroValuesAreNoDenialInANewObject(_ profile: ControllerProfile) throws {
        #expect(try review(new: Self.zeroValues, old: nil, profile, .default).isAllowed)
    }

    /// The first mistakes are named one by one, the rest is counted.
    @Test func thousandsOfMistakesAreCountedInTheEnd() throws {
        let one = #"{"port": 80, "protocol": "HTTP", "quicConfig": {"quicUpgradeEnabled": true}, "odd": 1}"#
        let list = Array(repeating: one, count: 3000).joined(separator: ",")
        let text = Self.object(#"{"config": {"addressType": "Internet"}, "listeners": [\#(list)]}"#)
        let verdict = try review(new: text, old: nil, .lbc, .default)
        #expect(verdict.findings.count { $0.rule.id == "ALB612" } == FindingCollector.listed)
        let more = verdict.omitted.first { $0.rule.id == "ALB612" }
        #expect(more?.warnings == 3000 - FindingCollector.listed && more?.denials == 0)
    }

    @Test(arguments: [
        ("10.0.0.0/8", CIDR.Reading.range), ("10.0.0.1", .address), ("::/0", .range), ("2001:db8::1", .address),
        ("::ffff:10.0.0.1/128", .range), ("fe80::/64", .range), ("10.0.0.0/33", .neither), ("10.0.0/8", .neither),
        ("256.0.0.1", .neither), ("1::2::3", .neither), ("12345::", .neither), ("", .neither), ("/", .neither),
        ("10.0.0.0/", .neither), ("here", .neither), (":::", .neither),
    ])
    func addressRanges(_ text: String, _ expected: CIDR.Reading) {
        #expect(CIDR.read(text) == expected)
    }

    private func review(
        new: String,
        old: String?,
        _ profile: ControllerProfile,
        _ preset: Preset
    ) throws -> Verdict {
        let settings = #"{"profile": "\#(profile.rawValue)", "preset": "\#(preset.rawValue)"}"#
        let text = #"""
            {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "1", "name": "alb",
            "kind": {"group": "alibabacloud.com", "version": "v1", "kind": "AlbConfig"},
            "operation": "\#(old == nil ? "CREATE" : "UPDATE")", "object": \#(new), "oldObject": \#(old ?? "null")}}
            """#
        let reviewer = Reviewer(settings: try Settings(parsing: Array(settings.utf8)))
        return reviewer.validate(try AdmissionReviewDecoder.decode(Array(text.utf8)))
    }

    private static func object(_ spec: String) -> String {
        #"{"apiVersion": "alibabacloud.com/v1", "kind": "AlbConfig", "metadata": {"name": "alb"}, "spec": \#(spec)}"#
    }

    private static let plain = object(#"{"config": {}, "listeners": [{"port": 80, "protocol": "HTTP"}]}"#)

    private static let zeroValues = object(
        #"""
        {"config": {"id": "", "name": "", "addressAllocatedMode": "", "addressType": "", "ipv6AddressType": "",
        "addressIpVersion": "", "resourceGroupId": "", "edition": "", "zoneMappings": null,
        "accessLogConfig": {"logStore": "", "logProject": ""}, "deletionProtectionEnabled": null,
        "billingConfig": {"internetBandwidth": 0, "internetChargeType": "", "payType": "", "bandWidthPackageId": ""},
        "forceOverride": null, "modificationProtectionConfig": {"reason": "", "status": ""}, "tags": null,
        "listenerForceOverride": null}, "listeners": [{"gzipEnabled": null,
        "quicConfig": {"quicUpgradeEnabled": false, "quicListenerId": ""}, "http2Enabled": null,
        "defaultActions": null, "port": 80, "caCertificates": null, "xForwardedForConfig": {
        "XForwardedForClientCertSubjectDNAlias": "", "XForwardedForClientCertSubjectDNEnabled": false,
        "XForwardedForProtoEnabled": false, "XForwardedForClientCertIssuerDNEnabled": false,
        "XForwardedForSLBIdEnabled": false, "XForwardedForClientSrcPortEnabled": false,
        "XForwardedForClientCertFingerprintEnabled": false, "XForwardedForEnabled": false,
        "XForwardedForSLBPortEnabled": false, "XForwardedForClientCertClientVerifyAlias": "",
        "XForwardedForClientCertIssuerDNAlias": "", "XForwardedForClientCertFingerprintAlias": "",
        "XForwardedForClientCertClientVerifyEnabled": false}, "protocol": "HTTP", "securityPolicyId": "",
        "idleTimeout": 0, "loadBalancerId": "", "certificates": null, "description": "", "caEnabled": false,
        "logConfig": {"accessLogRecordCustomizedHeadersEnabled": false, "accessLogTracingConfig":
        {"tracingSample": 0, "tracingType": "", "tracingEnabled": false}}, "requestTimeout": 0,
        "aclConfig": {"aclName": "", "aclType": "", "aclEntries": null, "aclIds": null}}]}
        """#
    )
}
