/// One element of a `conditions.<service>` annotation as Go decodes it.
///
/// Source: `pkg/model/alb/configcache/config_types.go` of alibaba/alibaba-load-balancer-controller. The configs are
/// values there, not pointers, so a missing one is only empty.
package struct ConditionConfig: GoStruct, Hashable {
    package var type = ""
    package var cookie = ConditionPairs<CookieName>()
    package var header = ConditionKeyed<HeaderName>()
    package var host = ConditionTexts<HostName>()
    package var method = ConditionTexts<MethodName>()
    package var path = ConditionTexts<PathName>()
    package var queryString = ConditionPairs<QueryStringName>()
    package var sourceIP = ConditionTexts<SourceIPName>()
    package var responseStatusCode = ConditionTexts<ResponseStatusCodeName>()
    package var responseHeader = ConditionKeyed<ResponseHeaderName>()

    package init() {}

    package static let goName = "Condition"
    package static let fields: [GoField<ConditionConfig>] = [
        GoField("Type", \.type), GoField("CookieConfig", \.cookie), GoField("HeaderConfig", \.header),
        GoField("HostConfig", \.host), GoField("MethodConfig", \.method), GoField("PathConfig", \.path),
        GoField("QueryStringConfig", \.queryString), GoField("SourceIpConfig", \.sourceIP),
        GoField("ResponseStatusCodeConfig", \.responseStatusCode),
        GoField("ResponseHeaderConfig", \.responseHeader),
    ]
}

/// The Go name of a config type that has the shape of others; Go's errors print it.
package protocol GoTypeName: Sendable {
    static var goName: String { get }
}

package enum CookieName: GoTypeName { package static let goName = "CookieConfig" }
package enum HeaderName: GoTypeName { package static let goName = "HeaderConfig" }
package enum HostName: GoTypeName { package static let goName = "HostConfig" }
package enum MethodName: GoTypeName { package static let goName = "MethodConfig" }
package enum PathName: GoTypeName { package static let goName = "PathConfig" }
package enum QueryStringName: GoTypeName { package static let goName = "QueryStringConfig" }
package enum SourceIPName: GoTypeName { package static let goName = "SourceIpConfig" }
package enum ResponseStatusCodeName: GoTypeName { package static let goName = "ResponseStatusCodeConfig" }
package enum ResponseHeaderName: GoTypeName { package static let goName = "ResponseHeaderConfig" }

/// `Values` of strings.
package struct ConditionTexts<Name: GoTypeName>: GoStruct, Hashable {
    package var values: [String] = []

    package init() {}

    package static var goName: String { Name.goName }
    package static var fields: [GoField<Self>] { [GoField("Values", \.values)] }
}

/// A `Key` with `Values` of strings.
package struct ConditionKeyed<Name: GoTypeName>: GoStruct, Hashable {
    package var key = ""
    package var values: [String] = []

    package init() {}

    package static var goName: String { Name.goName }
    package static var fields: [GoField<Self>] { [GoField("Key", \.key), GoField("Values", \.values)] }
}

/// `Values` of keys with their values.
package struct ConditionPairs<Name: GoTypeName>: GoStruct, Hashable {
    package var values: [KeyValue] = []

    package init() {}

    package static var goName: String { Name.goName }
    package static var fields: [GoField<Self>] { [GoField("Values", \.values)] }
}

package struct KeyValue: GoStruct, Hashable {
    package var key = ""
    package var value = ""

    package init() {}

    package init(_ key: String, _ value: String) {
        self.key = key
        self.value = value
    }

    package static let goName = "Value"
    package static let fields: [GoField<KeyValue>] = [GoField("Key", \.key), GoField("Value", \.value)]
}
