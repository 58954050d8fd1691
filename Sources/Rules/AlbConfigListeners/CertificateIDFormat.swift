import ALBController
import Admission
import JSON
import Kubernetes

/// An ID of the certificate service is a number and a suffix; the number alone is the usual mistake.
struct CertificateIDFormat: Rule {
    static let description = RuleDescription(
        id: "ALB709",
        name: "certificate-id-format",
        summary: "A CertificateId should look like 12345678-cn-hangzhou, and no listener should have it twice.",
        severity: .warn,
        kinds: [.albConfig],
        effect: "The cloud does not find the certificate, and the listener is not created or keeps its old one.",
        example: "certificates: [{CertificateId: \"12345678\", IsDefault: true}]",
        fix: "CertificateId: 12345678-cn-hangzhou in China, 12345678-ap-southeast-1 elsewhere.",
        sources: [PublicSource.certificateGuide, PublicSource.dictionary]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        for listener in review.object.listeners {
            let list = listener.field.key("certificates")
            let certificates = listener.certificates
            let ids = certificates.map { $0["CertificateId"]?.string ?? "" }
            let repeats = Repeats(ids).names
            let repeated = Set(repeats.flatMap(\.later))
            for (index, id) in ids.enumerated() where certificates[index].kind == .object && !repeated.contains(index) {
                guard !id.isEmpty || !FieldAliases.namesCertificate(certificates[index]) else { continue }
                check(id, list.index(index, identity: id).key("CertificateId"), &findings)
            }
            for name in repeats {
                findings.add(
                    list.index(name.second, identity: name.text).key("CertificateId"),
                    "\"\(name.text.clipped)\" is a duplicate entry",
                    value: name.text,
                    effect: "it counts once",
                    fix: fix(name, certificates, list)
                )
            }
        }
    }

    /// A later entry that is the default one says more than the first.
    private static func fix(_ name: Repeats.Name, _ certificates: [JSONValue], _ list: FieldPath) -> Fix {
        func isDefault(_ index: Int) -> Bool { certificates[index]["IsDefault"]?.boolean == true }
        let isSame = isDefault(name.first) || !name.later.contains(where: isDefault)
        return isSame ? name.fix(in: list) : "keep the entry with IsDefault"
    }

    private static func check(_ id: String, _ field: FieldPath, _ findings: inout FindingCollector) {
        let fix = "write the ID as the certificate service shows it, a number and the suffix of a region"
        if id.isEmpty {
            let effect = "the entry names no certificate, but the listener counts as having one"
            findings.add(field, "is missing", value: id, effect: effect, fix: Fix(fix))
        } else if !hasForm(id), Placeholder.find(in: id) == nil {
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
