/// Where the facts about AlbConfigs can be read by everybody.
enum AlbConfigSource {
    private static let lbc = "alibaba/alibaba-load-balancer-controller: "
    private static let builder = lbc + "pkg/controller/ingress/reconcile/builder/albconfig_manager/"
    private static let help = "https://www.alibabacloud.com/help/en/ack/"

    static let types = lbc + "pkg/apis/alibabacloud/v1/albconfig_types.go"
    static let controller = lbc + "pkg/controller/ingress/alb_controller.go, syncIngress"
    static let model = builder + "model_builder.go"
    static let loadBalancerModel = builder + "model_build_load_balancer.go"
    static let listenerModel = builder + "model_build_listener.go"
    static let aclModel = builder + "model_build_acl.go"
    static let loadBalancer = lbc + "pkg/provider/alibaba/alb/alb.go"
    static let listener = lbc + "pkg/provider/alibaba/alb/listener.go"
    static let listenerApplier = lbc + "pkg/controller/ingress/reconcile/applier/listener.go"
    static let loadBalancerApplier = lbc + "pkg/controller/ingress/reconcile/applier/alb.go"
    static let olderLoadBalancer =
        "kubernetes/cloud-provider-alibaba-cloud: "
        + "pkg/controller/ingress/reconcile/builder/albconfig_manager/model_build_load_balancer.go"
    static let dictionary = help + "ack-managed-and-ack-dedicated/user-guide/alb-ingress-configuration-dictionary"
    static let instances = help + "serverless-kubernetes/user-guide/use-albconfigs-to-configure-alb-instances"
    static let listeners = "https://www.alibabacloud.com/help/en/document_detail/2593118.html"
    static let quickStart = help + "serverless-kubernetes/user-guide/alb-ingress-quick-start"
    static let changeLog = help + "product-overview/alb-ingress-controller"
    static let faq = "https://www.alibabacloud.com/help/en/cs/alb-ingress-faq"
}
