import ALBController
import Admission
import JSON
import Kubernetes

/// An ID of the certificate service is a number and a suffix; the number alone is the usual mistake.
struct CertificateIDFormat: Rule {
    static let description = RuleDescription(
        id: "ALB709",
        name: "certificate-id-format",
        summary: "A CertificateId should look like 12345678-cn-hangzhou and stand in a listener once.",
        severity: .warn,
        kinds: [.albConfig],
        effect: "The cloud does not find the certificate, and the listener is not created or keeps its old one.",
        example: "certificates: [{CertificateId: \"12345678\", IsDefault: true}]",
        fix: "CertificateId: 12345678-cn-hangzhou in China, 12345678-ap-southeast-1 elsewhere.",
        sources: [PublicSource.certificateGuide, PublicSource.dictionary]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        for listener in review.object.listeners {
            var seen: Set<String> = []
            for (index, certificate) in listener.certificates.enumerated() where certificate.kind == .object {
                let id = certificate["CertificateId"]?.string ?? ""
                let place = listener.field.key("certificates").index(index, identity: id)
                check(id, place.key("CertificateId"), isRepeated: !seen.insert(id).inserted, &findings)
            }
        }
    }

    private static func check(_ id: String, _ field: FieldPath, isRepeated: Bool, _ findings: inout FindingCollector) {
        let fix = "write the ID with its suffix, such as 12345678-cn-hangzhou or 12345678-ap-southeast-1"
        if id.isEmpty {
            let effect = "the entry names no certificate, but the listener counts as having one"
            findings.add(field, "is missing", value: id, effect: effect, fix: Fix(fix))
        } else if isRepeated {
            let problem = "\"\(id.clipped)\" stands there twice"
            findings.add(field, problem, value: id, effect: "it counts once", fix: "remove the second entry")
        } else if !hasForm(id), !PlaceholderLeft.isPlaceholder(id) {
            let isNumber = id.utf8.allSatisfy(isDigit)
            let problem = "\"\(id.clipped)\" " + (isNumber ? "lacks its suffix" : "is not a number and a suffix")
            findings.add(field, problem, value: id, effect: "the cloud may not find the certificate", fix: Fix(fix))
        }
    }

    /// `12345678-cn-hangzhou`, or the older `1231579_166f8204689_1714763408`.
    private static func hasForm(_ id: String) -> Bool {
        let rest = id.utf8.drop(while: isDigit)
        guard rest.count < id.utf8.count, rest.count > 1, rest.first.map(isSeparator) ?? false else { return false }
        return rest.allSatisfy { isDigit($0) || isSeparator($0) || (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= $0 }
    }

    private static func isSeparator(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= byte }
}
