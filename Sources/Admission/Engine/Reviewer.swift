package import ALBController
import JSON
package import Kubernetes

/// The engine: one request in, one verdict out.
///
/// Pure, and the same for the server, the command line and the tests.
package struct Reviewer: Sendable {
    package let catalog: RuleCatalog
    let environment: ReviewEnvironment
    let engine: RuleEngine

    /// Judges all objects of the snapshot, so that what stops an ALB is known in every review.
    package init(catalog: RuleCatalog, settings: Settings = Settings(), snapshot: ClusterSnapshot = .empty) {
        let snapshot = Self.judged(snapshot, catalog, settings)
        self.init(unjudged: snapshot, catalog: catalog, settings: settings)
    }

    /// What stops ALBs is known as far as the snapshot knows it.
    package init(unjudged snapshot: ClusterSnapshot, catalog: RuleCatalog, settings: Settings) {
        let engine = RuleEngine(catalog, RuleContext(settings: settings.rules, snapshot: snapshot))
        self.init(catalog, ReviewEnvironment(settings: settings, snapshot: snapshot), engine)
    }

    init(_ catalog: RuleCatalog, _ environment: ReviewEnvironment, _ engine: RuleEngine) {
        self.catalog = catalog
        self.environment = environment
        self.engine = engine
    }

    /// The same for many reviews, on a snapshot that is worth some work beforehand; see ``ClassResolver/prepared``.
    package var prepared: Reviewer { Reviewer(catalog, ReviewEnvironment(preparing: environment), engine) }

    package var settings: Settings { environment.settings }
    package var snapshot: ClusterSnapshot { environment.snapshot }

    /// Judges a request as `/validate` does.
    ///
    /// `now` is in seconds since 1970; without it certificate dates are not judged.
    package func validate(_ request: AdmissionRequest, now: Int? = nil) -> Verdict {
        guard let kind = ReviewFilter.kind(of: request, settings), let rules = engine.rules(of: kind),
            let object = request.operation == .delete ? request.oldObject : request.object
        else { return Verdict() }
        let old = request.operation == .update ? request.oldObject : nil
        return rules.validate(request, object, old: old, self, now: now)
    }

    /// Computes what `/mutate` adds; it never denies for a finding.
    package func mutate(_ request: AdmissionRequest) -> Verdict {
        var verdict = Verdict()
        guard request.operation == .create, ReviewFilter.kind(of: request, settings) == .ingress,
            let object = request.object
        else { return verdict }
        let context = context(of: request, now: nil)
        verdict.mutation = Mutator(reviewer: self, context: context).mutate(request.document, object)
        return verdict
    }

    /// See ``ClassResolver/stoppedALBs``.
    package var stoppedALBs: [StoppedALB] { environment.resolver.stoppedALBs }

    /// See ``ClusterSnapshot/sharedALBs``.
    package var sharedALBs: [SharedALB] { snapshot.sharedALBs }

    func judge(_ review: some Reviewing) -> Verdict { engine.judge(review) }
    func denials(of review: some Reviewing) -> [Finding] { engine.denials(of: review) }

    func context(of request: AdmissionRequest, now: Int?) -> ReviewContext {
        ReviewContext(environment, userInfo: request.userInfo, namespace: request.namespace, now: now)
    }

    /// Rules that say nothing because the snapshot does not know a kind they need; said once, never held against anyone.
    package var rulesWithoutContext: [RuleDescription] {
        catalog.descriptions.filter { rule in
            !settings.rules.isOff(rule) && !rule.needs.allSatisfy(snapshot.knows)
        }
    }
}
