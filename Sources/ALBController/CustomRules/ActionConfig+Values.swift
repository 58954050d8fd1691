package struct FixedResponseConfig: GoStruct, Hashable {
    package var content = ""
    package var contentType = ""
    /// A string, and never checked.
    package var httpCode = ""

    package init() {}

    package static let goName = "FixedResponseConfig"
    package static let fields: [GoField<FixedResponseConfig>] = [
        GoField("Content", \.content), GoField("ContentType", \.contentType), GoField("HttpCode", \.httpCode),
    ]
}

package struct RedirectConfig: GoStruct, Hashable {
    package var host = ""
    package var httpCode = ""
    package var path = ""
    package var port = ""
    package var `protocol` = ""
    package var query = ""

    package init() {}

    /// What `ssl-redirect` answers on every port but 443.
    package static let toHTTPS443: RedirectConfig = {
        var config = RedirectConfig()
        config.host = "${host}"
        config.httpCode = "308"
        config.path = "${path}"
        config.port = "443"
        config.protocol = "HTTPS"
        config.query = "${query}"
        return config
    }()

    package static let goName = "RedirectConfig"
    package static let fields: [GoField<RedirectConfig>] = [
        GoField("Host", \.host), GoField("HttpCode", \.httpCode), GoField("Path", \.path), GoField("Port", \.port),
        GoField("Protocol", \.protocol), GoField("Query", \.query),
    ]

    /// Names and values of the members, as they are spelt in the annotation.
    package var members: [(name: String, value: String)] {
        [
            ("Host", host), ("HttpCode", httpCode), ("Path", path), ("Port", port), ("Protocol", self.protocol),
            ("Query", query),
        ]
    }
}

package struct InsertHeaderConfig: GoStruct, Hashable {
    package var coverEnabled = false
    package var key = ""
    package var value = ""
    package var valueType = ""

    package init() {}

    package static let goName = "InsertHeaderConfig"
    package static let fields: [GoField<InsertHeaderConfig>] = [
        GoField("CoverEnabled", \.coverEnabled), GoField("Key", \.key), GoField("Value", \.value),
        GoField("ValueType", \.valueType),
    ]
}

package struct RemoveHeaderConfig: GoStruct, Hashable {
    package var key = ""

    package init() {}

    package static let goName = "RemoveHeaderConfig"
    package static let fields: [GoField<RemoveHeaderConfig>] = [GoField("Key", \.key)]
}

package struct RewriteConfig: GoStruct, Hashable {
    package var host = ""
    package var path = ""
    package var query = ""

    package init() {}

    package static let goName = "RewriteConfig"
    package static let fields: [GoField<RewriteConfig>] = [
        GoField("Host", \.host), GoField("Path", \.path), GoField("Query", \.query),
    ]
}

/// Both are strings; `PerIpQps`, the name in the cloud's API, is not a key here.
package struct TrafficLimitConfig: GoStruct, Hashable {
    package var qps = ""
    package var qpsPerIP = ""

    package init() {}

    package static let goName = "TrafficLimitConfig"
    package static let fields: [GoField<TrafficLimitConfig>] = [
        GoField("QPS", \.qps), GoField("QPSPerIp", \.qpsPerIP),
    ]
}

package struct CorsConfig: GoStruct, Hashable {
    /// `on` or `off`.
    package var allowCredentials = ""
    package var maxAge = ""
    package var allowOrigin: [String] = []
    package var allowMethods: [String] = []
    package var allowHeaders: [String] = []
    package var exposeHeaders: [String] = []

    package init() {}

    package static let goName = "CorsConfig"
    package static let fields: [GoField<CorsConfig>] = [
        GoField("AllowCredentials", \.allowCredentials), GoField("MaxAge", \.maxAge),
        GoField("AllowOrigin", \.allowOrigin), GoField("AllowMethods", \.allowMethods),
        GoField("AllowHeaders", \.allowHeaders), GoField("ExposeHeaders", \.exposeHeaders),
    ]
}
