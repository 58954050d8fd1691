/// Annotation keys by which an Ingress shows that it was written for another ingress controller.
package enum OtherControllers {
    /// The controller that a key belongs to, in words; nil for keys that say nothing about a controller.
    package static func owner(of key: String) -> String? {
        if let controller = wholeKeys[key] { return controller }
        guard let slash = key.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        return domains[String(key[..<slash])]
    }

    /// Whether a name behind `alb.ingress.kubernetes.io/` means something to the AWS Load Balancer Controller alone.
    package static func isAWSOnly(_ name: Substring) -> Bool {
        awsNames.contains(String(name)) || awsBeginnings.contains { name.hasPrefix($0) }
    }

    /// Whether both controllers read a name, so that it does not tell whose the Ingress is.
    package static func isSharedWithAWS(_ name: Substring) -> Bool {
        sharedNames.contains(String(name)) || sharedBeginnings.contains { name.hasPrefix($0) }
    }

    /// From the documentation or the source of each controller, the whole domain before the slash.
    private static let domains: [String: String] = [
        "nginx.ingress.kubernetes.io": "ingress-nginx",
        "nginx.org": "F5 NGINX", "nginx.com": "F5 NGINX",
        "appprotect.f5.com": "F5 NGINX", "appprotectdos.f5.com": "F5 NGINX",
        "virtual-server.f5.com": "F5 BIG-IP", "cis.f5.com": "F5 BIG-IP",
        "ingress.kubernetes.io": "another ingress controller",
        "haproxy.org": "HAProxy", "haproxy.com": "HAProxy", "haproxy-ingress.github.io": "HAProxy",
        "traefik.ingress.kubernetes.io": "Traefik",
        "higress.io": "Higress", "higress.ingress.kubernetes.io": "Higress", "mse.ingress.kubernetes.io": "MSE Ingress",
        "konghq.com": "Kong",
        "projectcontour.io": "Contour", "contour.heptio.com": "Contour",
        "getambassador.io": "Emissary",
        "k8s.apisix.apache.org": "APISIX",
        "appgw.ingress.kubernetes.io": "Azure Application Gateway",
        "networking.gke.io": "GKE Ingress", "ingress.gcp.kubernetes.io": "GKE Ingress",
        "route.openshift.io": "the OpenShift router", "router.openshift.io": "the OpenShift router",
        "haproxy.router.openshift.io": "the OpenShift router",
        "ingress.appscode.com": "Voyager",
        "zalando.org": "Skipper",
        "k8s.ngrok.com": "ngrok", "ngrok.com": "ngrok",
        "tyk.io": "Tyk",
        "ingress.citrix.com": "NetScaler",
        "ingress.cilium.io": "Cilium",
        "ingress.cloud.tencent.com": "Tencent TKE",
        "ingress.vke.volcengine.com": "Volcengine VKE",
    ]

    private static let wholeKeys: [String: String] = [
        "kubernetes.io/ingress.allow-http": "GKE Ingress",
        "kubernetes.io/ingress.global-static-ip-name": "GKE Ingress",
        "kubernetes.io/ingress.regional-static-ip-name": "GKE Ingress",
        "kubernetes.io/ingress.qcloud-loadbalance-id": "Tencent TKE",
        "kubernetes.io/ingress.existLbId": "Tencent TKE",
    ]

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
