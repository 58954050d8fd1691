/// Where the facts behind the rules can be read by everybody.
enum PublicSource {
    private static let lbc = "alibaba/alibaba-load-balancer-controller: "
    private static let reconcile = lbc + "pkg/controller/ingress/reconcile/"
    private static let builder = reconcile + "builder/albconfig_manager/"
    private static let provider = lbc + "pkg/provider/alibaba/alb/"

    static let controller = lbc + "pkg/controller/ingress/alb_controller.go"
    static let types = lbc + "pkg/apis/alibabacloud/v1/albconfig_types.go"
    static let annotations = reconcile + "annotations/annotations.go"
    static let store = reconcile + "store/store.go"
    static let backends = reconcile + "backend/endpoint_resolver.go"
    static let nodes = lbc + "pkg/controller/service/reconcile/backend/backend.go, GetNodes"
    static let consoleService = reconcile + "builder/console_service_manager/model_builder_service.go"
    static let serviceUtils = lbc + "pkg/controller/helper/service_utils.go"
    static let groupLoader = builder + "group_loader.go"
    static let model = builder + "model_builder.go"
    static let loadBalancerModel = builder + "model_build_load_balancer.go"
    static let listenerModel = builder + "model_build_listener.go"
    static let rules = builder + "model_build_listener_rules.go"
    static let serverGroupModel = builder + "model_build_server_group.go"
    static let certificateModel = builder + "model_build_certificate.go"
    static let certificateDiscovery = builder + "cert_discovery.go"
    static let aclModel = builder + "model_build_acl.go"
    static let loadBalancerApplier = reconcile + "applier/alb.go"
    static let listenerApplier = reconcile + "applier/listener.go"
    static let loadBalancerProvider = provider + "alb.go"
    static let listenerProvider = provider + "listener.go"
    static let serverGroupProvider = provider + "server_group.go"
    static let olderLoadBalancer =
        "kubernetes/cloud-provider-alibaba-cloud: "
        + "pkg/controller/ingress/reconcile/builder/albconfig_manager/model_build_load_balancer.go"

    static let kubernetesClassDefault =
        "kubernetes/kubernetes: plugin/pkg/admission/network/defaultingressclass/admission.go, Admit"

    private static let help = "https://www.alibabacloud.com/help/en/"
    private static let guide = help + "ack/ack-managed-and-ack-dedicated/user-guide/"

    static let quickStart = help + "ack/serverless-kubernetes/user-guide/alb-ingress-quick-start"
    static let instanceGuide = help + "ack/serverless-kubernetes/user-guide/use-albconfigs-to-configure-alb-instances"
    static let troubleshooting = help + "ack/serverless-kubernetes/user-guide/troubleshooting-alb-ingress-exceptions"
    static let dictionary = guide + "alb-ingress-configuration-dictionary"
    static let advancedGuide = guide + "advanced-alb-ingress-configurations"
    static let webhookGuide = guide + "alb-ingress-controller-webhook-verification-scheme"
    static let listenerGuide = help + "document_detail/2593118.html"
    static let certificateGuide = help + "document_detail/472245.html"
    static let changeLog = help + "ack/product-overview/alb-ingress-controller"
    static let faq = help + "cs/alb-ingress-faq"
    static let createRule = help + "slb/application-load-balancer/developer-reference/api-alb-2020-06-16-createrule"
    static let createServerGroup =
        help + "slb/application-load-balancer/developer-reference/api-alb-2020-06-16-createservergroup"
    static let customRules = help + "cs/customize-the-routing-rules-of-an-alb-ingress-1"
    static let quotas = help + "slb/application-load-balancer/product-overview/limits-and-quotas"
    static let migration =
        "aliyun/alibabacloud-aiops-skills: alibabacloud-nginx-ingress-to-alb-ingress/references/migration-patterns.md"
    static let doctor =
        "aliyun/alibabacloud-aiops-skills: alibabacloud-alb-ingress-doctor/references/alb_ingress_reference.md"
}
