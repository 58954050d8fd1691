/// Public places that several rules about listeners and certificates quote.
enum ListenerSources {
    private static let builder =
        "alibaba/alibaba-load-balancer-controller: pkg/controller/ingress/reconcile/builder/albconfig_manager/"
    static let model = builder + "model_builder.go"
    static let rules = builder + "model_build_listener_rules.go"
    static let serverGroups = builder + "model_build_server_group.go"
    static let certificates = builder + "model_build_certificate.go"
    static let discovery = builder + "cert_discovery.go"
    static let controller = "alibaba/alibaba-load-balancer-controller: pkg/controller/ingress/alb_controller.go"
    static let provider = "alibaba/alibaba-load-balancer-controller: pkg/provider/alibaba/alb/listener.go"
    static let listenerGuide = "https://www.alibabacloud.com/help/en/document_detail/2593118.html"
    static let certificateGuide = "https://www.alibabacloud.com/help/en/document_detail/472245.html"
    static let troubleshooting =
        "https://www.alibabacloud.com/help/en/ack/serverless-kubernetes/user-guide/troubleshooting-alb-ingress-exceptions"
}

/// The value that serves both, as it is pasted.
let bothListenPorts = #"'[{"HTTP": 80}, {"HTTPS": 443}]'"#
