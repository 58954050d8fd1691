import ALBController
import Admission
import JSON
import Kubernetes
import Rules
import TestSupport
import Testing

/// The verdict on an object, and what it becomes once a fix is applied.
struct FixProbe {
    let object: JSONDocument
    let before: Verdict
    private let request: AdmissionRequest
    private let reviewer: Reviewer

    init(_ fixture: RuleFixture, _ profile: ControllerProfile? = nil) throws {
        var settings = try fixture.review.settings()
        if let profile { settings.rules.profile = profile }
        let reviewer = try Reviewer(settings: settings, snapshot: fixture.review.snapshot())
        try self.init(fixture.request(), reviewer)
    }

    /// The creation of an object without any others.
    init(_ object: String, _ profile: ControllerProfile) throws {
        var settings = Settings()
        settings.rules.profile = profile
        try self.init(ReviewText(object: object).request(), Reviewer(settings: settings))
    }

    private init(_ request: AdmissionRequest, _ reviewer: Reviewer) throws {
        self.request = request
        self.reviewer = reviewer
        before = reviewer.validate(request, now: RuleFixtureTests.now)
        let node = try #require(request.object ?? request.oldObject)
        object = try JSONDocument(parsing: Array(request.document.bytes[request.document.range(node)]))
    }

    /// What is wrong with the edit of a finding; nothing when it has none.
    func objections(to finding: Finding) -> [String] {
        guard let edit = finding.fix.edit else { return [] }
        guard let after = verdict(after: edit) else { return ["the edit does not apply"] }
        let known = Set(before.findings.map(\.identity))
        var objections: [String] = []
        for other in after.findings {
            if other.identity == finding.identity { objections.append("is not gone") }
            // What the object has besides was not looked at before it had a class.
            let isOlder = Self.takingRules.contains(finding.rule.id) && other.severity == .warn
            if other.severity >= finding.severity, !known.contains(other.identity), !isOlder {
                objections.append("leads to \(other.message)")
            }
            if other.rule === finding.rule, other.place == finding.place, other.fix.edit != nil {
                objections.append("is not the last word")
            }
        }
        return objections
    }

    /// Rules whose fix makes an Ingress one of ALB's.
    private static let takingRules: Set<String> = ["ALB201", "ALB202", "ALB203"]

    private func verdict(after edit: Edit) -> Verdict? {
        guard request.object != nil, let edited = edit.apply(to: object) else { return nil }
        let patch = JSONPatch([.replace(path: JSONPointer(["request", "object"]), value: edited)])
        guard let bytes = try? patch.apply(to: request.document),
            let request = try? AdmissionReviewDecoder.decode(bytes)
        else { return nil }
        return reviewer.validate(request, now: RuleFixtureTests.now)
    }
}
