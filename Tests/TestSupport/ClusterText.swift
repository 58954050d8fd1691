/// Objects of a cluster as JSON texts.
package enum ClusterText {
    package static let alb = ingressClass("alb")
    package static let nginx = ingressClass("nginx", controller: "k8s.io/ingress-nginx")

    package static func ingressClass(
        _ name: String,
        controller: String = "ingress.k8s.alibabacloud/alb",
        isDefault: Bool = false,
        created: String = "2026-01-01T00:00:00Z",
        albConfig: String = "alb"
    ) -> String {
        let mark = isDefault ? "\"annotations\":{\"ingressclass.kubernetes.io/is-default-class\":\"true\"}," : ""
        return "{\"apiVersion\":\"networking.k8s.io/v1\",\"kind\":\"IngressClass\","
            + "\"metadata\":{\"name\":\"\(name)\",\(mark)\"creationTimestamp\":\"\(created)\"},"
            + "\"spec\":{\"controller\":\"\(controller)\","
            + "\"parameters\":{\"apiGroup\":\"alibabacloud.com\",\"kind\":\"AlbConfig\",\"name\":\"\(albConfig)\"}}}"
    }

    /// `listeners` are `PORT/PROTOCOL`, with `+` behind it for a listener that has a certificate.
    package static func albConfig(_ name: String = "alb", listeners: [String]) -> String {
        let texts = listeners.map { listener in
            let parts = listener.replacing("+", with: "").split(separator: "/")
            let certificate = listener.hasSuffix("+") ? ",\"certificates\":[{\"CertificateId\":\"1-cn\"}]" : ""
            return "{\"port\":\(parts[0]),\"protocol\":\"\(parts[1])\"\(certificate)}"
        }
        return "{\"apiVersion\":\"alibabacloud.com/v1\",\"kind\":\"AlbConfig\",\"metadata\":{\"name\":\"\(name)\"},"
            + "\"spec\":{\"config\":{\"zoneMappings\":[{\"vSwitchId\":\"vsw-1\"},{\"vSwitchId\":\"vsw-2\"}]},"
            + "\"listeners\":[\(texts.joined(separator: ","))]}}"
    }

    /// `metadata` is more of it, as JSON members that begin with a comma.
    package static func namespace(_ name: String = "shop", metadata: String = "") -> String {
        "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"\(name)\"\(metadata)}}"
    }

    /// A pair that looks like one; nobody parses it here.
    package static func tlsSecret(_ name: String = "web-tls", namespace: String = "shop") -> String {
        "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"\(name)\",\"namespace\":\"\(namespace)\"},"
            + "\"type\":\"kubernetes.io/tls\",\"data\":{\"tls.crt\":\"Yw==\",\"tls.key\":\"aw==\"}}"
    }
}
