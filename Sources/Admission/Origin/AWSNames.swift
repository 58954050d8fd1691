/// Names behind `alb.ingress.kubernetes.io/`, which the AWS Load Balancer Controller uses as well.
package enum AWSNames {
    /// Whether a name behind `alb.ingress.kubernetes.io/` means something to the AWS Load Balancer Controller alone.
    package static func isOnly(_ name: Substring) -> Bool {
        awsNames.contains(String(name)) || awsBeginnings.contains { name.hasPrefix($0) }
    }

    /// Whether both controllers read a name, so that it does not tell whose the Ingress is.
    package static func isShared(_ name: Substring) -> Bool {
        sharedNames.contains(String(name)) || sharedBeginnings.contains { name.hasPrefix($0) }
    }

    /// The names behind the prefix that ``isOnly(_:)`` and ``isShared(_:)`` know, as regular expressions up to the end.
    static let onlyPattern = pattern(awsNames, awsBeginnings)
    static let sharedPattern = pattern(sharedNames, sharedBeginnings)

    private static func pattern(_ names: Set<String>, _ beginnings: [String]) -> String {
        "(\(CEL.alternatives(names.sorted())))$|(\(CEL.alternatives(beginnings)))"
    }

    /// Source: https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/.
    private static let awsNames: Set<String> = [
        "scheme", "subnets", "ip-address-type", "load-balancer-name", "security-groups", "certificate-arn",
        "ssl-policy", "mutual-authentication", "group.name", "group.order", "target-type", "success-codes",
        "load-balancer-attributes", "target-group-attributes", "inbound-cidrs", "security-group-prefix-lists",
        "wafv2-acl-arn", "wafv2-acl-name", "waf-acl-id", "web-acl-id", "shield-advanced-protection", "jwt-validation",
        "backend-protocol-version", "use-regex-path-match", "manage-backend-security-group-rules",
        "customer-owned-ipv4-pool", "ipam-ipv4-pool-id", "target-node-labels", "multi-cluster-target-group",
        "minimum-load-balancer-capacity", "enable-frontend-nlb", "create-acm-cert", "acm-pca-arn", "dry-run-plan",
    ]
    private static let awsBeginnings = [
        "auth-", "listener-attributes.", "transforms.", "target-control-port.", "frontend-nlb-",
    ]

    private static let sharedNames: Set<String> = [
        "listen-ports", "ssl-redirect", "backend-protocol", "tags", "healthy-threshold-count",
        "unhealthy-threshold-count",
    ]
    private static let sharedBeginnings = ["healthcheck-", "actions.", "conditions."]
}
