import ALBController
import Admission
import JSON
import Kubernetes

/// IDs copied from the documentation, such as `vsw-****cg2a`; nothing else on the way to the cloud notices.
enum PlaceholderLeft {
    static let description = RuleDescription(
        id: "ALB609",
        name: "placeholder-left",
        summary: "IDs of cloud resources must be real ones, no placeholders such as vsw-xxxx or your-vswitch-id.",
        severity: .deny,
        kinds: [.albConfig, .ingress, .service],
        stopsALB: true,
        effect:
            "The API server accepts anything; the cloud does not know such an ID, and the ALB or its rules are not "
            + "created or updated.",
        example: "zoneMappings: [{vSwitchId: \"vsw-uf6ccg2a****\"}]",
        fix: "Copy the ID from the console, or render the template before applying it.",
        sources: [PublicSource.instanceGuide, PublicSource.quickStart]
    )

    /// The controller takes any text here, so white space alone is no denial for the open ones.
    private static let whiteSpace = SeverityTable(ack: .deny, lbc: .warn, legacy: .warn)

    /// `severity` is that of a text that certainly is no ID.
    static func check(
        _ text: String,
        _ field: FieldPath,
        inside inner: JSONPointer? = nil,
        _ findings: inout FindingCollector,
        severity: SeverityTable? = nil
    ) {
        if let certainty = Placeholder.find(in: text) {
            findings.add(
                field,
                inside: inner,
                "\"\(text.clipped)\" is a placeholder, not an ID",
                value: text,
                effect: "nothing checks it before the cloud, which does not know it",
                fix: "use the real ID",
                severity: certainty == .certain ? severity : .warn
            )
        } else if inner == nil, text.unicodeScalars.contains(where: { $0.properties.isWhitespace }) {
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
}
