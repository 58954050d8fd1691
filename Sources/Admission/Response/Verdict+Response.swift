import JSON
package import Kubernetes

/// The answer in the words of the AdmissionReview contract.
extension Verdict {
    /// What the endpoint sends: a patch never comes from `/validate`, and `/mutate` has no findings to deny for.
    package func response(to request: AdmissionRequest, as stage: ReviewStage) -> AdmissionResponse {
        AdmissionResponse(
            version: request.version,
            uid: request.uid,
            allowed: isAllowed,
            status: isAllowed ? nil : Status.invalid(denials, omitted: omittedDenials, request),
            patch: stage == .validate ? nil : patchBytes,
            warnings: WarningBudget.fit(
                warningTexts,
                room: stage == .validate && request.operation == .create
                    ? WarningBudget.besideMutation : WarningBudget.total
            ),
            auditAnnotations: auditAnnotations
        )
    }

    /// The most important first: what is said of the answer is said of all that follows.
    private var warningTexts: [WarningText] {
        if findings.isEmpty, omitted.isEmpty, notes.isEmpty { return (mutation?.notes ?? []).map { WarningText($0) } }
        let texts =
            (mutation?.notes ?? []).map { WarningText($0) } + warnings.map { WarningText($0) }
            + omittedWarnings.map { WarningText($0) }
        return notes.isEmpty ? texts : notes.map { WarningText($0) } + texts
    }

    private var omittedWarnings: [String] {
        omitted.filter { $0.warnings > 0 }.map { "[\($0.rule.id)] \($0.warnings) more like the ones before" }
    }

    private var patchBytes: [UInt8]? {
        guard let patch = mutation?.patch, !patch.operations.isEmpty else { return nil }
        return patch.serialized()
    }

    /// Which rules fired; the same for the same request, as the API server refuses a changed value.
    private var auditAnnotations: [(key: String, value: String)] {
        var entries: [(key: String, value: String)] = []
        func add(_ key: String, _ ids: String) {
            if !ids.isEmpty { entries.append((key, ids)) }
        }
        add("denied-by", Self.ids(findings, .deny))
        add("warned-by", Self.ids(findings, .warn))
        add("mutated-by", mutation?.applied.joined(separator: ",") ?? "")
        return entries
    }

    private static func ids(_ findings: [Finding], _ severity: Severity) -> String {
        var ids: [String] = []
        for finding in findings where finding.severity == severity && !ids.contains(finding.rule.id) {
            ids.append(finding.rule.id)
        }
        return ids.joined(separator: ",")
    }
}

extension Status {
    /// More findings than this are counted, not listed: one object can have one for each of ten thousand paths.
    private static let listedFindings = 256

    static func invalid(_ denials: [Finding], omitted: Int, _ request: AdmissionRequest) -> Status {
        var lines = denials.prefix(listedFindings).map(\.message)
        let more = max(0, denials.count - listedFindings) + omitted
        var causes = denials.prefix(listedFindings).map { finding in
            Cause(reason: "FieldValueInvalid", message: finding.causeMessage, field: finding.place.description)
        }
        if more > 0 {
            let rest = "... and \(more) more"
            lines.append(rest)
            // kubectl shows the causes and not the message, each behind its field.
            let field = FieldPath(components: Array(denials.first?.place.field.components.prefix(1) ?? []))
            causes.append(Cause(reason: "FieldValueInvalid", message: rest, field: field.description))
        }
        let details = Details(
            name: request.name,
            group: request.kind.group,
            kind: request.kind.kind,
            causes: causes
        )
        return Status(code: 422, reason: "Invalid", message: lines.joined(separator: "\n"), details: details)
    }
}

extension AdmissionReviewError {
    /// The answer to a review that cannot be judged; nil without a uid to echo.
    package var response: AdmissionResponse? {
        guard let uid else { return nil }
        return AdmissionResponse(
            version: version,
            uid: uid,
            allowed: false,
            status: Status(
                code: 400,
                reason: "BadRequest",
                message: "this is not an AdmissionReview that can be judged: \(message)"
            )
        )
    }
}
