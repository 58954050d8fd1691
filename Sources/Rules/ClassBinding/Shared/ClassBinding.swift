import ALBController
import Admission
import Kubernetes

/// What the rules about classes share.
enum ClassBinding {
    static let storeSource =
        "alibaba/alibaba-load-balancer-controller: pkg/controller/ingress/reconcile/store/common.go, IsValid"

    /// Such as `, did you mean "alb"?`; for the problem, since only its author knows which ALB was meant.
    static func hint(_ name: String, _ known: [String]) -> String {
        Suggestion.nearest(to: name, in: known).map { ", did you mean \"\($0.clipped)\"?" } ?? ""
    }
}

extension IngressReview {
    /// Where the class is named that counts.
    var classField: FieldPath {
        let isField = object.ingressClassName != nil
        let annotationCounts = profile == .legacy && annotations.contains(AnnotationKey.ingressClass)
        return isField && !annotationCounts
            ? FieldPath("spec", "ingressClassName") : FieldPath.annotation(AnnotationKey.ingressClass)
    }

    /// Annotations with the prefix that only the ALB controllers, Alibaba's and Amazon's, read.
    var hasALBAnnotations: Bool { annotations.hasAny(withPrefix: AnnotationKey.prefix) }
}

extension ReviewContext {
    /// Such as `ALB classes: alb, alb-int`.
    var albClassList: String {
        let names = albClassNames
        return names.isEmpty ? "there is no ALB class" : "ALB classes: \(NameList(names))"
    }
}
