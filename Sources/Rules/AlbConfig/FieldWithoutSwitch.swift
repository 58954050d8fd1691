import ALBController
import Admission
import JSON
import Kubernetes

/// Fields that count only while another one switches them on.
struct FieldWithoutSwitch: Rule {
    static let description = RuleDescription(
        id: "ALB620",
        name: "field-without-switch",
        summary: "Fields of a listener's feature need the field that switches it on.",
        severity: .warn,
        kinds: [.albConfig],
        effect: "They are not sent, or the ALB does not use them.",
        example: "listeners: [{port: 443, protocol: HTTPS, caCertificates: [{CertificateId: 1-cn-hangzhou}]}]",
        fix: "Set the field that the message names to true, or remove the others.",
        sources: [PublicSource.listenerProvider, PublicSource.dictionary]
    )

    private struct Feature: Sendable {
        /// Below a listener.
        var parent: [String]
        var settings: [String]
        var control: String
        var effect: String
        /// Whether the open controllers do nothing with the switch either.
        var isManagedOnly = false
    }

    private static let features =
        [
            Feature(
                parent: [],
                settings: ["caCertificates"],
                control: "caEnabled",
                effect: "clients are let in without a certificate",
                isManagedOnly: true
            ),
            Feature(
                parent: ["quicConfig"],
                settings: ["quicListenerId"],
                control: "quicUpgradeEnabled",
                effect: "clients are not told of QUIC"
            ),
            Feature(
                parent: ["logConfig", "accessLogTracingConfig"],
                settings: ["tracingSample", "tracingType"],
                control: "tracingEnabled",
                effect: "no request is traced",
                isManagedOnly: true
            ),
            Feature(
                parent: ["xForwardedForConfig"],
                settings: ["XForwardedForClientSourceIpsTrusted"],
                control: "XForwardedForClientSourceIpsEnabled",
                effect: "no address is trusted"
            ),
        ]
        + ["SubjectDN", "IssuerDN", "Fingerprint", "ClientVerify"].map { part in
            Feature(
                parent: ["xForwardedForConfig"],
                settings: ["XForwardedForClientCert\(part)Alias"],
                control: "XForwardedForClientCert\(part)Enabled",
                effect: "the header is not sent"
            )
        }

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        var trial = FixTrial(review)
        for listener in review.object.listeners where listener.isObject {
            for feature in features where review.profile == .ack || !feature.isManagedOnly {
                let parent = feature.parent.reduce(Optional(listener.value)) { $0?[$1] }
                guard let parent, parent.kind == .object, !isOn(parent[feature.control]) else { continue }
                let set = feature.settings.filter { isSet(parent[$0]) }
                guard let first = set.first else { continue }
                let field = feature.parent.reduce(listener.field) { $0.key($1) }
                let control = field.key(feature.control)
                let edit = Edit.set(control, json: "true", in: review.object.value)
                findings.add(
                    field.key(first),
                    "\(set.joined(separator: " and ")) \(set.count > 1 ? "have" : "has") no effect without \(feature.control): true",
                    value: set.joined(separator: " "),
                    effect: feature.effect,
                    fix: trial.fix(
                        edit.map { Fix("set \(feature.control) to true", $0) },
                        else: Fix("set \(feature.control) to true where that is meant, or remove it")
                    )
                )
            }
        }
    }

    /// A value of another type is another rule's.
    private static func isOn(_ value: JSONValue?) -> Bool {
        guard let value, !value.isNull else { return false }
        return value.boolean != false
    }

    /// The open controllers write what nobody set as well.
    private static func isSet(_ value: JSONValue?) -> Bool {
        guard let value else { return false }
        switch value.kind {
        case .null, .boolean: return false
        case .string: return value.string?.isEmpty == false
        case .number: return value.integer != 0
        case .array, .object: return value.count > 0
        }
    }
}
