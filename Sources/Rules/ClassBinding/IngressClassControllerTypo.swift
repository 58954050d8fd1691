import ALBController
import Admission
import Kubernetes

/// The field cannot be changed later, and a class with a mistyped controller belongs to nobody.
struct IngressClassControllerTypo: Rule {
    static let description = RuleDescription(
        id: "ALB208",
        name: "ingressclass-controller-typo",
        summary: "An IngressClass that is meant for ALB must name the ALB controller.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.ingressClass],
        operations: [.create],
        effect: "The controller ignores every Ingress of the class, and spec.controller is immutable.",
        example: "spec: {controller: ingress.k8s.alibabacloud.com/alb}",
        fix: "Set spec.controller to \"ingress.k8s.alibabacloud/alb\".",
        sources: [ClassBinding.storeSource, PublicSource.quickStart]
    )

    static func check(_ review: ObjectReview<IngressClass>, _ findings: inout FindingCollector) {
        let controllers = review.context.settings.controllers
        let written = review.object.controller
        guard !controllers.contains(written), let (expected, isMisspelt) = expected(written, review, controllers)
        else { return }
        let field = FieldPath("spec", "controller")
        findings.add(
            field,
            written.isEmpty ? "is not set" : "\"\(written.clipped)\" is not the ALB controller",
            value: written,
            effect: "every Ingress of this class is ignored, and the field cannot be changed later",
            fix: isMisspelt
                ? .write(expected, in: field) : "name the ALB controller, or leave AlbConfig out of the parameters"
        )
    }

    /// What was meant, and whether by a slip of the pen; nil for a class of another controller.
    private static func expected(
        _ written: String,
        _ review: ObjectReview<IngressClass>,
        _ controllers: Set<String>
    ) -> (controller: String, isMisspelt: Bool)? {
        let text = Array(written.lowercased().utf8.prefix(128))
        let nearest = controllers.sorted().map { ($0, Suggestion.distance(text, Array($0.lowercased().utf8))) }
            .min { $0.1 < $1.1 }
        guard let nearest else { return nil }
        let isNear = nearest.1 <= 3 || written == "ingress.k8s.alibabacloud.com/alb"
        return isNear || review.object.parameters?.kind == "AlbConfig" ? (nearest.0, isNear) : nil
    }
}
