import Kubernetes

/// Somebody else's annotations, told apart by everything up to the slash.
///
/// Source: the annotation lists of the projects named, each in its own repository or manual.
package struct ForeignController: Sendable {
    package enum Dialect: Sendable {
        /// The names of ingress-nginx, which others took over.
        case nginx
        case higress
        case traefik
        case kong
        case haproxy
        /// The other controller for NGINX, with some of the same names.
        case f5
        /// The load balancer of a Service, in the same cloud.
        case clb
        case other
    }

    package var prefix: StaticString
    package var name: String
    package var dialect: Dialect

    private init(_ prefix: StaticString, _ name: String, _ dialect: Dialect = .other) {
        self.prefix = prefix
        self.name = name
        self.dialect = dialect
    }

    /// Of a prefix that several share.
    package static let unnamed = "another ingress controller"

    /// Whose annotation it is; nil for ALB's own and for those that say nothing about a controller of Ingresses.
    package static func owner(of key: String) -> ForeignController? {
        var key = key
        guard let index = key.withUTF8(index(of:)), all[index].dialect != .clb else { return nil }
        return all[index]
    }

    /// A quick look that no key of another controller fails.
    package static func mayOwn(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
        key.count > 6 && beginnings[slot(key)]
    }

    /// Where the one that a key belongs to is among ``all``.
    static func index(of key: UnsafeBufferPointer<UInt8>) -> Int? {
        guard mayOwn(key) else { return nil }
        return all.firstIndex { key.starts(with: $0.prefix) }
    }

    /// By the first six bytes of a prefix, none of which is shorter.
    private static let beginnings: InlineArray<256, Bool> = InlineArray { index in
        all.contains { foreign in
            slot(UnsafeBufferPointer(start: foreign.prefix.utf8Start, count: foreign.prefix.utf8CodeUnitCount)) == index
        }
    }

    private static func slot(_ key: UnsafeBufferPointer<UInt8>) -> Int {
        let mixed = Int(key[0]) &* 7 &+ Int(key[1]) &* 31 &+ Int(key[3]) &* 61 &+ Int(key[4]) &* 113 &+ Int(key[5]) &* 5
        return mixed & 255
    }

    /// Where ingress-nginx is among ``all``.
    static let nginx = 0

    package static let all = [
        ForeignController(AnnotationKey.nginxPrefix, "ingress-nginx", .nginx),
        ForeignController("nginx.org/", "F5 NGINX", .f5),
        ForeignController("nginx.com/", "F5 NGINX", .f5),
        ForeignController("appprotect.f5.com/", "F5 NGINX App Protect"),
        ForeignController("appprotectdos.f5.com/", "F5 NGINX App Protect"),
        ForeignController("ingress.kubernetes.io/", unnamed, .nginx),
        ForeignController("haproxy.org/", "HAProxy", .haproxy),
        ForeignController("haproxy.com/", "HAProxy", .haproxy),
        ForeignController("haproxy-ingress.github.io/", "haproxy-ingress", .nginx),
        ForeignController("traefik.ingress.kubernetes.io/", "Traefik", .traefik),
        ForeignController("higress.io/", "Higress", .higress),
        ForeignController("higress.ingress.kubernetes.io/", "Higress", .higress),
        ForeignController("mse.ingress.kubernetes.io/", "MSE", .higress),
        ForeignController("konghq.com/", "Kong", .kong),
        ForeignController("projectcontour.io/", "Contour"),
        ForeignController("contour.heptio.com/", "Contour"),
        ForeignController("getambassador.io/", "Emissary"),
        ForeignController("k8s.apisix.apache.org/", "APISIX"),
        ForeignController("appgw.ingress.kubernetes.io/", "Azure Application Gateway"),
        ForeignController("networking.gke.io/", "GKE"),
        ForeignController("ingress.gcp.kubernetes.io/", "GKE"),
        ForeignController("kubernetes.io/ingress.allow-http", "GKE"),
        ForeignController("kubernetes.io/ingress.global-static-ip-name", "GKE"),
        ForeignController("kubernetes.io/ingress.regional-static-ip-name", "GKE"),
        ForeignController("kubernetes.io/ingress.qcloud-loadbalance-id", "Tencent TKE"),
        ForeignController("kubernetes.io/ingress.existLbId", "Tencent TKE"),
        ForeignController("ingress.cloud.tencent.com/", "Tencent TKE"),
        ForeignController("ingress.vke.volcengine.com/", "Volcengine VKE"),
        ForeignController("route.openshift.io/", "the OpenShift router"),
        ForeignController("haproxy.router.openshift.io/", "the OpenShift router", .haproxy),
        ForeignController("router.openshift.io/", "the OpenShift router"),
        ForeignController("ingress.appscode.com/", "Voyager"),
        ForeignController("zalando.org/", "Skipper"),
        ForeignController("k8s.ngrok.com/", "ngrok"),
        ForeignController("ngrok.com/", "ngrok"),
        ForeignController("tyk.io/", "Tyk"),
        ForeignController("ingress.citrix.com/", "NetScaler"),
        ForeignController("virtual-server.f5.com/", "F5 BIG-IP"),
        ForeignController("cis.f5.com/", "F5 BIG-IP"),
        ForeignController("ingress.cilium.io/", "Cilium"),
        ForeignController("service.beta.kubernetes.io/alibaba-cloud-loadbalancer-", "CLB", .clb),
        ForeignController("service.beta.kubernetes.io/alicloud-loadbalancer-", "CLB", .clb),
    ]
}
