import ALBController
import Admission
import Kubernetes

/// ALB annotations on an Ingress without any class do nothing: no ALB controller looks at it.
struct IngressWithoutClass: Rule {
    static let description = RuleDescription(
        id: "ALB202",
        name: "ingress-without-class",
        summary: "An Ingress with ALB annotations must name an IngressClass.",
        severity: .warn,
        kinds: [.ingress],
        operations: [.create],
        effect: "Every ALB controller ignores an Ingress that has neither spec.ingressClassName nor the annotation.",
        example: "metadata: {annotations: {alb.ingress.kubernetes.io/listen-ports: '[{\"HTTP\": 80}]'}}",
        fix: "Set spec.ingressClassName to an IngressClass of ALB.",
        sources: [ClassBinding.storeSource]
    )

    static let judgesEveryClass = true

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.binding.owner == .noClass, review.hasALBAnnotations else { return }
        let origin = IngressOrigin(review.object.metadata)
        guard origin.hasOwn || origin.foreign == nil else { return }
        let refusal: String?
        switch ClassDefault(review.object, review.context) {
        case .explains: return
        case .fills(let name):
            guard Self.refusal(of: review, with: name) == nil else { return }
            refusal = nil
        case .leaves:
            let names = candidates(review)
            refusal = names.count == 1 ? names.first.flatMap { Self.refusal(of: review, with: $0) } : nil
        }
        let written = origin.misspeltClass.map { "; \"\($0.key.clipped)\" is not what names a class" } ?? ""
        findings.add(
            FieldPath("spec", "ingressClassName"),
            (knowsClasses(review) ? "is not set (\(review.context.albClassList))" : "is not set") + written,
            value: "",
            effect: "the ALB controller ignores this Ingress in spite of its alb.ingress.kubernetes.io/ annotations",
            fix: refusal.map { "mend what \($0) would refuse, then set it to the name of an IngressClass of ALB" }
                ?? fix(candidates(review), review.object, origin)
        )
    }

    private static func knowsClasses(_ review: IngressReview) -> Bool {
        review.snapshot.knows(.ingressClass) && review.profile != .legacy
    }

    private static func candidates(_ review: IngressReview) -> [String] {
        knowsClasses(review) ? review.context.albClassNames : review.context.resolver.classNames.sorted()
    }

    /// The rule that would have the Ingress refused with that class.
    private static func refusal(of review: IngressReview, with name: String) -> String? {
        var ingress = review.object
        ingress.ingressClassName = name
        var context = review.context
        context.isTrial = true
        let denial = RuleCatalog.ofIngress.verdict(on: IngressReview(creating: ingress, context)).denials.first
        return denial.map { "\($0.rule.id) (\($0.rule.name))" }
    }

    /// With one class there is no choice, unless the Ingress says in some other way whose it is.
    private static func fix(_ classes: [String], _ ingress: Ingress, _ origin: IngressOrigin) -> Fix {
        let hasSpec = !ingress.rules.isEmpty || ingress.defaultBackend != nil || !ingress.tls.isEmpty
        guard classes.count == 1, let name = classes.first, hasSpec, origin.foreign == nil,
            origin.misspeltClass == nil
        else {
            return "set it to the name of an IngressClass of ALB"
        }
        return Fix("set it to \"\(name.clipped)\"", .add(FieldPath("spec", "ingressClassName"), name))
    }
}
