/// Small reviews around an Ingress or an AlbConfig.
enum SampleReview {
    static let uid = "5f3c1a70-0000-4000-8000-00000000002a"

    /// Gets both defaults from `/mutate` and passes `/validate`.
    static let bareIngress = make(
        kind: #"{"group":"networking.k8s.io","version":"v1","kind":"Ingress"}"#,
        name: "shop",
        object: """
            {"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"shop","namespace":"web"},\
            "spec":{"tls":[{"hosts":["shop.example"],"secretName":"shop-tls"}],"rules":[{"host":"shop.example",\
            "http":{"paths":[{"path":"/","pathType":"Prefix","backend":{"service":{"name":"shop","port":\
            {"number":80}}}}]}}]}}
            """
    )

    /// Denied by `/validate`: ALB101.
    static let reservedAlbConfig = albConfig("aliyun-shop", secret: "topSecretValue")

    static func albConfig(_ name: String, secret: String = "") -> [UInt8] {
        make(
            kind: #"{"group":"alibabacloud.com","version":"v1","kind":"AlbConfig"}"#,
            name: name,
            object: """
                {"apiVersion":"alibabacloud.com/v1","kind":"AlbConfig","metadata":{"name":"\(name)",\
                "annotations":{"note":"\(secret)"}},"spec":{"config":{"name":"shop","addressType":"Internet",\
                "zoneMappings":[{"vSwitchId":"vsw-a1"},{"vSwitchId":"vsw-b2"}]},"listeners":[{"port":80,\
                "protocol":"HTTP"}]}}
                """
        )
    }

    static func make(kind: String, name: String, object: String, operation: String = "CREATE") -> [UInt8] {
        Array(
            """
            {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"\(uid)","kind":\(kind),\
            "name":"\(name)","namespace":"web","operation":"\(operation)","userInfo":{"username":"admin",\
            "groups":["system:masters"]},"object":\(object),"oldObject":null,"dryRun":false}}
            """.utf8
        )
    }
}
