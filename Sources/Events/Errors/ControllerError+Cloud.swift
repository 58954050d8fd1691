extension ControllerError {
    static let quotas = [
        ControllerError(
            "QUOTA_RULES_NUM",
            "The quota of alb_quota_loadbalancer_rules_num ... is exceeded",
            ["alb_quota_loadbalancer_rules_num"],
            rules: ["ALB501"],
            meaning: "All rules on the ALB together are more than its quota; each path counts once for each listener.",
            fix: "Ask for a higher quota, move Ingresses to another AlbConfig, or redirect port 80 as a whole.",
            source: EventSource.quotas
        ),
        ControllerError(
            "QUOTA_RULE_MATCH_EVAL",
            "The quota of alb_quota_rule_matchevaluations_num ... is exceeded",
            ["alb_quota_rule_matchevaluations_num"],
            rules: ["ALB502"],
            meaning:
                "One rule compares with more values than ALB allows; a Prefix path counts as two, its host as one.",
            fix: "Spread the values over several paths or Services, or ask for a higher quota.",
            source: EventSource.quotas
        ),
        ControllerError(
            "QUOTA_SERVER_ADDED_NUM",
            "The quota of alb_quota_server_added_num is exceeded",
            ["alb_quota_server_added_num"],
            meaning:
                "A server stands in more server groups than its quota: with NodePort each node counts for each Service.",
            fix:
                "Ask for a higher quota, use Terway with ClusterIP Services, or externalTrafficPolicy: Local, which adds "
                + "only nodes with Pods.",
            unseen: "the number of servers depends on Pods and nodes that come later",
            source: EventSource.quotas
        ),
        ControllerError(
            "API_FLOW_CONTROL",
            "Request was denied due to user flow control",
            ["denied due to user flow control", "throttling user"],
            meaning:
                "The account calls the cloud's interface more often than it may; the controller tries again later.",
            fix:
                "Wait: it goes away by itself. If it comes often, change fewer Ingresses at a time and see which other "
                + "programs use the account.",
            unseen: "the rate of calls to the cloud is no matter of an object"
        ),
    ]

    static let network = [
        ControllerError(
            "EMPTY_ZONE_MAPPING",
            "empty load balancer zone mapping",
            ["empty load balancer zone mapping"],
            rules: ["ALB603"],
            meaning: "The AlbConfig names no vSwitch that exists, so no ALB can be made.",
            fix: "List a vSwitch for each of two zones in spec.config.zoneMappings.",
            source: EventSource.instances
        ),
        ControllerError(
            "ZONE_MAPPINGS_SIZE_ILLEGAL",
            "The param size of ZoneMappings is illegal",
            ["size of zonemappings is illegal"],
            rules: ["ALB603"],
            meaning: "spec.config.zoneMappings has fewer or more entries than the region takes, mostly one only.",
            fix: "List a vSwitch for each of two zones that support ALB.",
            source: EventSource.instances
        ),
        ControllerError(
            "ZONE_ID_DUPLICATED",
            "The param of ZoneMappings ... ZoneId is duplicated",
            ["zonemappings # zoneid is duplicated", "zoneid is duplicated"],
            rules: ["ALB603"],
            meaning: "Two vSwitches of spec.config.zoneMappings are in the same zone.",
            fix: "Take a vSwitch of another zone for one of them.",
            unseen: "only one vSwitch twice is seen: which zone a vSwitch is in is known to the cloud",
            source: EventSource.instances
        ),
        ControllerError(
            "VSWITCH_NOT_FOUND",
            "The specified resource vsw-... is not found",
            ["the specified resource vsw~ ... is not found"],
            rules: ["ALB609"],
            meaning: "A vSwitch of spec.config.zoneMappings does not exist in this account and region.",
            fix: "Copy the ID of a vSwitch in the cluster's VPC from the console.",
            unseen: "only a placeholder is seen, not an ID of another account",
            source: EventSource.instances
        ),
        ControllerError(
            "VSWITCH_NOT_SUPPORT_IPV6",
            "VSwitchNotSupportIpv6",
            ["vswitchnotsupportipv6"],
            meaning: "The ALB is to have IPv6 (addressIpVersion: DualStack), and a vSwitch of it has none.",
            fix: "Switch IPv6 on for the VPC and the vSwitches, or leave addressIpVersion out.",
            unseen: "whether a vSwitch has IPv6 is known to the cloud only",
            source: EventSource.instances
        ),
    ]

    static let instances = [
        ControllerError(
            "ALB_NOT_EXIST",
            "The specified resource alb-... is not found",
            ["the specified resource alb~ ... is not found"],
            rules: ["ALB609"],
            meaning: "The ALB that the AlbConfig names or made does not exist any more, or is another account's.",
            fix: "Put the ID of an existing ALB into spec.config.id; to have a new one made, make a new AlbConfig.",
            unseen: "only a placeholder is seen, not an ALB that was deleted",
            source: EventSource.instances
        ),
        ControllerError(
            "BASIC_EDITION_NOT_SUPPORTED",
            "LoadBalancer Edition Basic can't use for ingress controller",
            ["edition ... basic ... can't use for ingress controller"],
            rules: ["ALB606"],
            meaning: "The ALB has the edition Basic, which no Ingress can be served by.",
            fix: "Use an ALB of the edition Standard or StandardWithWaf.",
            source: EventSource.instances
        ),
        ControllerError(
            "ORDER_PARAM_INVALID",
            "the parameters of the order do not pass validation (in Chinese)",
            ["订单配置参数不符合校验条件"],
            meaning:
                "The order for the ALB was refused: mostly the account may not buy it, or the region does not sell it so.",
            fix:
                "Try to buy the same ALB in the console, which says what is wrong; then look at edition, zones and billing.",
            unseen: "a check of the billing system",
            source: EventSource.instances
        ),
        ControllerError(
            "ALB_DELETED_ON_CONSOLE",
            "ALB loadBalancer ... has been deleted on the console",
            ["alb loadbalancer ... has been deleted on the console", "deleted on the console"],
            meaning: "The ALB of this AlbConfig was deleted by hand, and the controller does not make it anew.",
            fix: "Delete the AlbConfig and create it again under its name, so that the IngressClass still leads to it.",
            unseen: "happens in the console, without a request to the API server",
            source: EventSource.faq
        ),
    ]

    static let binding = [
        ControllerError(
            "INGRESSCLASS_BINDMISS",
            "IngressClass ... not found",
            ["ingressclass~ ... not found", "ingressclassname ... not match~"],
            rules: ["ALB201"],
            meaning: "The Ingress names a class that does not exist, or one that belongs to no AlbConfig.",
            fix: "Create the IngressClass with its parameters, or name one that exists in spec.ingressClassName.",
            source: EventSource.faq
        )
    ]
}
