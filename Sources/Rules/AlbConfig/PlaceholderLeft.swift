import ALBController
import Admission
import JSON
import Kubernetes

/// IDs copied from the documentation, such as `vsw-****cg2a`; nothing else on the way to the cloud notices.
struct PlaceholderLeft: Rule {
    static let description = RuleDescription(
        id: "ALB609",
        name: "placeholder-left",
        summary: "IDs of cloud resources must be real ones, without * < > $ { or white space.",
        severity: .deny,
        kinds: [.albConfig],
        stopsALB: true,
        effect:
            "The API server accepts anything; the cloud does not know such an ID and the ALB is not created or updated.",
        example: "zoneMappings: [{vSwitchId: \"vsw-uf6ccg2a****\"}]",
        fix: "Copy the ID from the console, or render the template before applying it.",
        sources: [PublicSource.instanceGuide, PublicSource.quickStart]
    )

    /// The controller takes any text here, so white space alone is no denial for the open ones.
    private static let whiteSpace = SeverityTable(ack: .deny, lbc: .warn, legacy: .warn)

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let config = review.object
        let root = AlbConfig.configField
        check(config.config?["id"], root.key("id"), &findings)
        check(config.config?["resourceGroupId"], root.key("resourceGroupId"), &findings)
        let package = config.config?["billingConfig"]?["bandWidthPackageId"]
        check(package, root.key("billingConfig").key("bandWidthPackageId"), &findings)
        for (index, id) in (config.config?["securityGroupIds"]?.elements ?? []).enumerated() {
            check(id, root.key("securityGroupIds").index(index, identity: id.string), &findings)
        }
        for (index, zone) in (config.config?["zoneMappings"]?.elements ?? []).enumerated() {
            let field = root.key("zoneMappings").index(index, identity: zone["vSwitchId"]?.string)
            // They are not read for an ALB that exists already.
            let severity: SeverityTable? = config.reusesALB ? .warn : nil
            check(zone["vSwitchId"], field.key("vSwitchId"), &findings, severity: severity)
            check(zone["allocationId"], field.key("allocationId"), &findings, severity: severity)
        }
        for listener in config.listeners { check(listener, &findings) }
    }

    private static func check(_ listener: AlbConfigListener, _ findings: inout FindingCollector) {
        for list in ["certificates", "caCertificates"] {
            for (index, certificate) in (listener.value[list]?.elements ?? []).enumerated() {
                let id = certificate["CertificateId"]
                let field = listener.field.key(list).index(index, identity: id?.string)
                check(id, field.key("CertificateId"), &findings)
            }
        }
        let defaultID = listener.value["defaultCertificate"]?["certificateId"]
        check(defaultID, listener.field.key("defaultCertificate").key("certificateId"), &findings)
        for (index, id) in (listener.value["aclConfig"]?["aclIds"]?.elements ?? []).enumerated() {
            check(id, listener.field.key("aclConfig").key("aclIds").index(index, identity: id.string), &findings)
        }
        let quicID = listener.value["quicConfig"]?["quicListenerId"]
        check(quicID, listener.field.key("quicConfig").key("quicListenerId"), &findings)
    }

    private static func check(
        _ value: JSONValue?,
        _ field: FieldPath,
        _ findings: inout FindingCollector,
        severity: SeverityTable? = nil
    ) {
        guard let text = value?.string else { return }
        if isPlaceholder(text) {
            findings.add(
                field,
                "\"\(text.clipped)\" is a placeholder, not an ID",
                value: text,
                effect: "nothing checks it before the cloud, which does not know it",
                fix: "use the real ID",
                severity: severity
            )
        } else if text.unicodeScalars.contains(where: { $0.properties.isWhitespace }) {
            findings.add(
                field,
                "\"\(text.clipped)\" contains white space",
                value: text,
                effect: "no ID does, and the cloud will not know it",
                fix: bare(text, field),
                severity: severity ?? whiteSpace
            )
        }
    }

    private static func bare(_ text: String, _ field: FieldPath) -> Fix {
        let trimmed = GoText.trimSpace(text)
        let isClean = !trimmed.isEmpty && !trimmed.unicodeScalars.contains { $0.properties.isWhitespace }
        return isClean ? .write(trimmed, in: field) : "write the ID alone"
    }

    static func isPlaceholder(_ text: String) -> Bool { text.contains { "*<>${".contains($0) } }
}
