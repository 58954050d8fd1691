package import ALBController
import JSON
package import Kubernetes

/// The engine: one request in, one verdict out.
///
/// Pure, and the same for the server, the command line and the tests.
package struct Reviewer: Sendable {
    package let settings: Settings
    package let snapshot: ClusterSnapshot
    private let engine: RuleEngine

    package init(
        settings: Settings = Settings(),
        snapshot: ClusterSnapshot = .empty,
        rules: [any Rule.Type] = RuleCatalog.all
    ) {
        self.settings = settings
        self.snapshot = snapshot
        engine = RuleEngine(settings: settings.rules, rules: rules)
    }

    /// Judges a request as `/validate` does.
    ///
    /// `now` is in seconds since 1970; without it certificate dates are not judged.
    package func validate(_ request: AdmissionRequest, now: Int? = nil) -> Verdict {
        guard let kind = ReviewScope.kind(of: request, settings) else { return Verdict() }
        guard let object = request.operation == .delete ? request.oldObject : request.object else { return Verdict() }
        let old = request.operation == .update ? request.oldObject : nil
        let subject = ReviewSubject(kind, request.document, object, old: old)
        return judge(subject, request.operation, context(of: request, now: now))
    }

    /// Computes what `/mutate` adds; it never denies for a finding.
    package func mutate(_ request: AdmissionRequest) -> Verdict {
        var verdict = Verdict()
        guard request.operation == .create, ReviewScope.kind(of: request, settings) == .ingress,
            let object = request.object
        else { return verdict }
        let context = context(of: request, now: nil)
        verdict.mutation = Mutator(reviewer: self, context: context).mutate(request.document, object)
        return verdict
    }

    func judge(_ subject: ReviewSubject, _ operation: Operation, _ context: ReviewContext) -> Verdict {
        if let newcomer = newcomer(subject, context) { return judge(newcomer, .create, context) }
        var findings = engine.findings(subject, operation, context)
        var softened = 0
        if operation == .update, findings.contains(where: { $0.severity == .deny }),
            let stored = subject.stored
        {
            let known = Set(engine.findings(stored, operation, context).map(\.identity))
            (findings, softened) = Ratchet.apply(to: findings, known: known)
        }
        if operation == .delete, DeletionGuard.mustPass(subject.metadata, context) {
            findings = findings.map { $0.softened }
        }
        var verdict = Verdict()
        verdict.findings = findings.filter { $0.severity == .deny } + findings.filter { $0.severity != .deny }
        verdict.softened = softened
        return verdict
    }

    /// An Ingress that only now becomes ALB's counts as created: what it was before, no ALB has served.
    private func newcomer(_ subject: ReviewSubject, _ context: ReviewContext) -> ReviewSubject? {
        guard case .ingress(let object, let old?) = subject, context.resolver.binding(of: object).isALB,
            !context.resolver.binding(of: old).isALB
        else { return nil }
        return .ingress(object, old: nil)
    }

    func context(of request: AdmissionRequest, now: Int?) -> ReviewContext {
        ReviewContext(
            settings: settings,
            snapshot: snapshot,
            userInfo: request.userInfo,
            namespace: request.namespace,
            now: now
        )
    }
}
