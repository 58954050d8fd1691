/// One element of an `actions.<service>` annotation as Go decodes it.
///
/// Source: `pkg/model/alb/configcache/config_types.go` of alibaba/alibaba-load-balancer-controller. `forwardConfig` is
/// really spelt in lower camel case there, the others are not; the match is without regard to case anyway.
package struct ActionConfig: GoStruct, Hashable {
    package var order = 0
    package var type = ""
    package var forward: ForwardConfig?
    package var fixedResponse: FixedResponseConfig?
    package var redirect: RedirectConfig?
    package var insertHeader: InsertHeaderConfig?
    package var removeHeader: RemoveHeaderConfig?
    package var rewrite: RewriteConfig?
    package var trafficMirror: TrafficMirrorConfig?
    package var trafficLimit: TrafficLimitConfig?
    package var cors: CorsConfig?

    package init() {}

    package static let goName = "Action"
    package static let fields: [GoField<ActionConfig>] = [
        GoField("Order", \.order), GoField("Type", \.type), GoField("forwardConfig", \.forward),
        GoField("FixedResponseConfig", \.fixedResponse), GoField("RedirectConfig", \.redirect),
        GoField("InsertHeaderConfig", \.insertHeader), GoField("RemoveHeaderConfig", \.removeHeader),
        GoField("RewriteConfig", \.rewrite), GoField("TrafficMirrorConfig", \.trafficMirror),
        GoField("TrafficLimitConfig", \.trafficLimit), GoField("CorsConfig", \.cors),
    ]
}

package struct ForwardConfig: GoStruct, Hashable {
    /// Read and then dropped by the model builder.
    package var stickySession: StickySessionConfig?
    package var serverGroups: [ServerGroupConfig] = []

    package init() {}

    package static let goName = "ForwardActionConfig"
    package static let fields: [GoField<ForwardConfig>] = [
        GoField("ServerGroupStickySession", \.stickySession), GoField("serverGroups", \.serverGroups),
    ]
}

package struct StickySessionConfig: GoStruct, Hashable {
    package var enabled = false
    package var timeout = 0

    package init() {}

    package static let goName = "ServerGroupStickySession"
    package static let fields: [GoField<StickySessionConfig>] = [
        GoField("Enabled", \.enabled), GoField("Timeout", \.timeout),
    ]
}

/// An existing server group by id, or else a Service and its port.
package struct ServerGroupConfig: GoStruct, Hashable {
    package var serverGroupID = ""
    package var serviceName = ""
    package var servicePort = 0
    package var weight = 0

    package init() {}

    package static let goName = "ServerGroupTuple"
    package static let fields: [GoField<ServerGroupConfig>] = [
        GoField("serverGroupID", \.serverGroupID), GoField("serviceName", \.serviceName),
        GoField("servicePort", \.servicePort), GoField("weight", \.weight),
    ]
}

package struct TrafficMirrorConfig: GoStruct, Hashable {
    package var targetType = ""
    package var group = MirrorGroupConfig()

    package init() {}

    package static let goName = "TrafficMirrorConfig"
    package static let fields: [GoField<TrafficMirrorConfig>] = [
        GoField("TargetType", \.targetType), GoField("MirrorGroupConfig", \.group),
    ]
}

package struct MirrorGroupConfig: GoStruct, Hashable {
    package var serverGroups: [ServerGroupConfig] = []

    package init() {}

    package static let goName = "MirrorGroupConfig"
    package static let fields: [GoField<MirrorGroupConfig>] = [GoField("ServerGroupTuples", \.serverGroups)]
}
