import ALBController
import Admission
import Kubernetes

/// What the rules about classes share.
enum ClassBinding {
    static let storeSource =
        "alibaba/alibaba-load-balancer-controller: pkg/controller/ingress/reconcile/store/common.go, IsValid"
    static let loaderSource =
        "alibaba/alibaba-load-balancer-controller: "
        + "pkg/controller/ingress/reconcile/builder/albconfig_manager/group_loader.go"
    static let guide =
        PublicSource.quickStart

    /// The block that a class needs, on one line.
    static func parameters(_ albConfig: String) -> String {
        "parameters: {apiGroup: alibabacloud.com, kind: AlbConfig, name: \(albConfig)}"
    }

    /// The AlbConfig to name in an example: the only one there is, else the usual name.
    static func exampleAlbConfig(_ snapshot: ClusterSnapshot) -> String {
        guard snapshot.albConfigs.count == 1, let only = snapshot.albConfigs.keys.first else { return "alb" }
        return only.name
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
    /// The classes that belong to ALB.
    var albClassNames: [String] {
        snapshot.ingressClasses.values.filter(resolver.isALB).map(\.metadata.name).sorted()
    }

    /// Such as `ALB classes: alb, alb-int`.
    var albClassList: String {
        let names = albClassNames
        return names.isEmpty ? "there is no ALB class" : "ALB classes: \(NameList(names))"
    }
}
