/// Public places that several rules about paths and annotations cite.
enum RoutingSource {
    private static let controller = "alibaba/alibaba-load-balancer-controller: "
    private static let builder = controller + "pkg/controller/ingress/reconcile/builder/albconfig_manager/"

    static let rules = builder + "model_build_listener_rules.go"
    static let modelBuilder = builder + "model_builder.go"
    static let serverGroup = builder + "model_build_server_group.go"
    static let groupLoader = builder + "group_loader.go"
    static let store = controller + "pkg/controller/ingress/reconcile/store/store.go"
    static let reconciler = controller + "pkg/controller/ingress/alb_controller.go"
    static let backends = controller + "pkg/controller/ingress/reconcile/backend/endpoint_resolver.go"
    static let serviceUtils = controller + "pkg/controller/helper/service_utils.go"
    static let serverGroupProvider = controller + "pkg/provider/alibaba/alb/server_group.go"
    static let annotations = controller + "pkg/controller/ingress/reconcile/annotations/annotations.go"
    static let dictionary =
        "https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/"
        + "alb-ingress-configuration-dictionary"
    static let advanced =
        "https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/"
        + "advanced-alb-ingress-configurations"
    static let webhook =
        "https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/"
        + "alb-ingress-controller-webhook-verification-scheme"
    static let quickStart =
        "https://www.alibabacloud.com/help/en/ack/serverless-kubernetes/user-guide/alb-ingress-quick-start"
    static let faq = "https://www.alibabacloud.com/help/en/cs/alb-ingress-faq"
    static let createRule =
        "https://www.alibabacloud.com/help/en/slb/application-load-balancer/developer-reference/"
        + "api-alb-2020-06-16-createrule"
    static let quotas =
        "https://www.alibabacloud.com/help/en/slb/application-load-balancer/product-overview/limits-and-quotas"
    static let migration =
        "aliyun/alibabacloud-aiops-skills: alibabacloud-nginx-ingress-to-alb-ingress/references/migration-patterns.md"
    static let doctor =
        "aliyun/alibabacloud-aiops-skills: alibabacloud-alb-ingress-doctor/references/alb_ingress_reference.md"
}

/// What nearly every fault that the model builder finds leads to.
enum GroupFailure {
    static let effect = "the controller would stop updating every Ingress on this ALB"

    /// For a fault that the controller may not get to, see ``RuleBuilding``.
    static func effect(if reached: Bool) -> String {
        reached ? effect : "once the rule is made " + effect
    }
}
