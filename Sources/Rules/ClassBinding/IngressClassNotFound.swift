import ALBController
import Admission
import Kubernetes

/// An Ingress of a class that does not exist is ignored by every controller, without an event.
struct IngressClassNotFound: Rule {
    static let description = RuleDescription(
        id: "ALB201",
        name: "ingressclass-not-found",
        summary: "The IngressClass of an Ingress that is meant for ALB must exist.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.ingress],
        needs: [.ingressClass],
        effect: "The controller ignores the Ingress without an event, until a class of that name is created.",
        example: "spec: {ingressClassName: alb-prod}   # no such IngressClass",
        fix: "Create the IngressClass, or use the name of one that exists.",
        sources: [ClassBinding.storeSource]
    )

    static let judgesEveryClass = true

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let name = review.binding.className, isMissing(name, review) else { return }
        let classes = review.context.albClassNames
        let hint = ClassBinding.hint(name, classes)
        guard isMeantForALB(name, review) || !hint.isEmpty else { return }
        // Names of classes are in lower case, so there never will be one of this name.
        let meant = classes.first { $0 == name.lowercased() }
        findings.add(
            review.classField,
            name.isEmpty
                ? "is empty" : "IngressClass \"\(name.clipped)\" not found\(hint) (\(review.context.albClassList))",
            value: name,
            effect: "the Ingress will be ignored",
            fix: meant.map { .write($0, in: review.classField) } ?? "create the IngressClass, or use one that exists"
        )
    }

    /// For the cluster, whatever the settings say of the name.
    private static func isMissing(_ name: String, _ review: IngressReview) -> Bool {
        guard review.binding.isALB else { return review.binding.owner == .missingClass }
        return review.context.resolver.statedNames.contains(name) && review.snapshot.ingressClasses[name] == nil
            && (review.object.ingressClassName != nil || name != "alb")
    }

    private static func isMeantForALB(_ name: String, _ review: IngressReview) -> Bool {
        review.hasALBAnnotations || review.context.resolver.classNames.contains(name)
            || !review.snapshot.indexes.albConfigs(named: name).isEmpty
    }
}
