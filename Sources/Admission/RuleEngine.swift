import ALBController
import Kubernetes

/// The rules that the settings leave switched on, sorted by the kind they judge.
package struct RuleEngine: Sendable {
    private var ingress: [any IngressRule.Type] = []
    private var albConfig: [any AlbConfigRule.Type] = []
    private var ingressClass: [any IngressClassRule.Type] = []
    private var service: [any ServiceRule.Type] = []
    private var secret: [any SecretRule.Type] = []
    private var namespace: [any NamespaceRule.Type] = []

    package init(settings: RuleSettings, rules: [any Rule.Type] = RuleCatalog.all) {
        for rule in rules where !settings.isOff(rule.description) {
            if let rule = rule as? any IngressRule.Type { ingress.append(rule) }
            if let rule = rule as? any AlbConfigRule.Type { albConfig.append(rule) }
            if let rule = rule as? any IngressClassRule.Type { ingressClass.append(rule) }
            if let rule = rule as? any ServiceRule.Type { service.append(rule) }
            if let rule = rule as? any SecretRule.Type { secret.append(rule) }
            if let rule = rule as? any NamespaceRule.Type { namespace.append(rule) }
        }
    }

    func findings(_ subject: ReviewSubject, _ operation: Operation, _ context: ReviewContext) -> [Finding] {
        var report = Report(settings: context.settings.rules)
        switch subject {
        case .ingress(let object, let old):
            let review = IngressReview(operation: operation, object: object, old: old, context: context)
            for rule in ingress where review.binding.isALB || rule.judgesEveryClass {
                run(rule, operation, context, &report) { rule.check(review, &$0) }
            }
        case .albConfig(let object, let old):
            let review = ObjectReview(operation: operation, object: object, old: old, context: context)
            for rule in albConfig { run(rule, operation, context, &report) { rule.check(review, &$0) } }
        case .ingressClass(let object, let old):
            let review = ObjectReview(operation: operation, object: object, old: old, context: context)
            for rule in ingressClass { run(rule, operation, context, &report) { rule.check(review, &$0) } }
        case .service(let object, let old):
            let review = ObjectReview(operation: operation, object: object, old: old, context: context)
            for rule in service { run(rule, operation, context, &report) { rule.check(review, &$0) } }
        case .secret(let object, let old):
            let review = ObjectReview(operation: operation, object: object, old: old, context: context)
            for rule in secret { run(rule, operation, context, &report) { rule.check(review, &$0) } }
        case .namespace(let object, let old):
            let review = ObjectReview(operation: operation, object: object, old: old, context: context)
            for rule in namespace { run(rule, operation, context, &report) { rule.check(review, &$0) } }
        }
        return report.findings
    }

    /// Without the kinds that it needs a rule would conclude from what it cannot see, so it is not run.
    private func run(
        _ rule: any Rule.Type,
        _ operation: Operation,
        _ context: ReviewContext,
        _ report: inout Report,
        _ check: (inout Report) -> Void
    ) {
        let description = rule.description
        guard description.operations.contains(operation), description.needs.allSatisfy(context.snapshot.knows) else {
            return
        }
        report.begin(description)
        check(&report)
    }
}
