import ALBController

/// The annotation names of the AWS Load Balancer Controller, which has the same prefix, and what takes their place.
enum AWSAnnotationNames {
    static func contains(_ name: String) -> Bool { all[name] != nil }

    /// In words; empty when nothing takes its place and nothing is lost without it, nil when it is no such name.
    static func counterpart(of name: String, for profile: ControllerProfile) -> String? {
        all[name].map { $0.isThere(for: profile) ? $0.text : $0.before }
    }

    private struct Counterpart {
        var text: String
        /// The oldest controller that has it.
        var since = ControllerProfile.legacy
        /// For older ones.
        var before = "remove it, or use a controller that has such a feature"

        func isThere(for profile: ControllerProfile) -> Bool {
            switch since {
            case .legacy: true
            case .lbc: profile != .legacy
            case .ack: profile == .ack
            }
        }
    }

    private static let waf = Counterpart(
        text: "set spec.config.edition of the AlbConfig to StandardWithWaf",
        since: .lbc
    )
    /// Taking the annotation away would hide that nobody is asked to log in.
    private static let login = Counterpart(
        text: "let the application ask for the login, because no annotation of Alibaba Cloud ALB does"
    )
    private static let nothing = Counterpart(text: "")

    private static let all: [String: Counterpart] = [
        "scheme": Counterpart(text: "set spec.config.addressType of the AlbConfig to Internet or Intranet"),
        "target-type": Counterpart(
            text: "set annotation service.beta.kubernetes.io/backend-type of the Service to eni for Pod addresses"
        ),
        "certificate-arn": Counterpart(
            text: "use spec.tls with a Secret, or spec.listeners[].certificates of the AlbConfig",
            since: .lbc,
            before: "set spec.listeners[].certificates of the AlbConfig"
        ),
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
        "inbound-cidrs": Counterpart(text: "set spec.listeners[].aclConfig of the AlbConfig"),
        "load-balancer-attributes": Counterpart(text: "set spec.config.accessLogConfig and the like in the AlbConfig"),
        "target-group-attributes": Counterpart(
            text: "use annotations sticky-session, slow-start-enabled and backend-scheduler",
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
        "tags": Counterpart(text: "set spec.config.tags of the AlbConfig", since: .lbc),
        "wafv2-acl-arn": waf,
        "waf-acl-id": waf,
        "shield-advanced-protection": nothing,
        "auth-type": login,
        "auth-idp-cognito": login,
        "auth-idp-oidc": login,
        "auth-on-unauthenticated-request": login,
        "auth-scope": login,
        "auth-session-cookie": login,
        "auth-session-timeout": login,
        "mutual-authentication": Counterpart(
            text: "set spec.listeners[].caEnabled and caCertificates of the AlbConfig",
            since: .ack
        ),
        "load-balancer-name": Counterpart(text: "set spec.config.name of the AlbConfig"),
        "manage-backend-security-group-rules": nothing,
        "customer-owned-ipv4-pool": nothing,
        "target-node-labels": nothing,
    ]
}
