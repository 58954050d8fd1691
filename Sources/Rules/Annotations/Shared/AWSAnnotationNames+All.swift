import ALBController

extension AWSAnnotationNames {
    private static let waf = Counterpart(
        text: "set spec.config.edition of the AlbConfig to StandardWithWaf",
        since: .lbc,
        subject: "the web application firewall",
        effect: "requests are not inspected"
    )
    /// Taking the annotation away would hide that nobody is asked to log in.
    private static let login = Counterpart(
        text: "let the application ask for the login, because no annotation of Alibaba Cloud ALB does",
        subject: "the login",
        effect: "everyone gets in unasked"
    )
    private static let addresses = Counterpart(
        text: "set spec.listeners[].aclConfig of the AlbConfig, or spec.config.securityGroupIds",
        since: .lbc,
        subject: "the address list",
        effect: "every address is let in"
    )
    private static let nothing = Counterpart(text: "")
    private static let fields = Counterpart(text: "set spec.config.accessLogConfig and the like in the AlbConfig")
    private static let groupFields = Counterpart(
        text: "use annotations sticky-session, slow-start-enabled, connection-drain-enabled and backend-scheduler",
        since: .lbc
    )

    /// Followed by a name of the user's, or by a port.
    static let families: [(prefix: String, counterpart: Counterpart)] = [
        ("listener-attributes.", Counterpart(text: "set the fields of spec.listeners[] of the AlbConfig")),
        (
            "transforms.",
            Counterpart(
                text: "use annotation alb.ingress.kubernetes.io/rewrite-target, or a Rewrite action",
                since: .lbc
            )
        ),
        ("target-control-port.", nothing), ("frontend-nlb-", nothing),
        ("auth-session-", login), ("auth-idp-", login),
    ]

    static let all: [String: Counterpart] = [
        "scheme": Counterpart(text: "set spec.config.addressType of the AlbConfig to Internet or Intranet"),
        "target-type": Counterpart(
            text: "set annotation service.beta.kubernetes.io/backend-type of the Service to eni for Pod addresses"
        ),
        "certificate-arn": Counterpart(
            text: "use spec.tls with a Secret, or spec.listeners[].certificates of the AlbConfig",
            since: .lbc,
            before: "set spec.listeners[].certificates of the AlbConfig"
        ),
        "create-acm-cert": Counterpart(text: "use spec.tls with a Secret that cert-manager keeps", since: .lbc),
        "acm-pca-arn": Counterpart(text: "set spec.listeners[].certificates of the AlbConfig"),
        "group.name": Counterpart(text: "use an IngressClass for each AlbConfig; all its Ingresses share the ALB"),
        "group.order": Counterpart(
            text: "use annotation alb.ingress.kubernetes.io/order with a number from 1 to 1000",
            since: .lbc,
            before: "use annotation alb.ingress.kubernetes.io/albconfig.order with a number from 1 to 1000"
        ),
        "subnets": Counterpart(text: "set spec.config.zoneMappings of the AlbConfig"),
        "security-groups": Counterpart(
            text: "set spec.config.securityGroupIds of the AlbConfig",
            since: .ack,
            before: "set spec.listeners[].aclConfig of the AlbConfig"
        ),
        "inbound-cidrs": addresses,
        "security-group-prefix-lists": addresses,
        "load-balancer-attributes": fields,
        "minimum-load-balancer-capacity": nothing,
        "target-group-attributes": groupFields,
        "multi-cluster-target-group": nothing,
        "backend-protocol-version": Counterpart(
            text: "set annotation alb.ingress.kubernetes.io/backend-protocol to grpc for gRPC",
            since: .lbc
        ),
        "use-regex-path-match": Counterpart(
            text: "use annotation alb.ingress.kubernetes.io/use-regex with pathType Prefix",
            since: .lbc
        ),
        "ssl-policy": Counterpart(text: "set spec.listeners[].securityPolicyId of the AlbConfig"),
        "success-codes": Counterpart(
            text: "use annotation alb.ingress.kubernetes.io/healthcheck-httpcode with classes such as http_2xx"
        ),
        "healthcheck-port": Counterpart(
            text: "use annotation alb.ingress.kubernetes.io/healthcheck-connect-port with a port number",
            since: .lbc
        ),
        "ip-address-type": Counterpart(text: "set spec.config.addressIpVersion of the AlbConfig", since: .lbc),
        "ipam-ipv4-pool-id": nothing,
        "tags": Counterpart(text: "set spec.config.tags of the AlbConfig", since: .lbc),
        "wafv2-acl-arn": waf,
        "wafv2-acl-name": waf,
        "waf-acl-id": waf,
        "web-acl-id": waf,
        "shield-advanced-protection": nothing,
        "auth-type": login,
        "auth-on-unauthenticated-request": login,
        "auth-scope": login,
        "jwt-validation": login,
        "mutual-authentication": Counterpart(
            text: "set spec.listeners[].caEnabled and caCertificates of the AlbConfig",
            since: .ack,
            subject: "the check of client certificates",
            effect: "clients need none"
        ),
        "load-balancer-name": Counterpart(text: "set spec.config.name of the AlbConfig"),
        "manage-backend-security-group-rules": nothing,
        "customer-owned-ipv4-pool": nothing,
        "target-node-labels": nothing,
        "enable-frontend-nlb": nothing,
        "dry-run-plan": nothing,
    ]
}
