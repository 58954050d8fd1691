/// An error that the managed controller reports in an event, or a fault that it keeps to itself.
package struct ControllerError: Sendable {
    /// As the vendor's own list calls it.
    package let id: String
    /// What the event says, shortened; `no event: ...` where there is none.
    package let event: String
    let patterns: [EventPattern]
    /// Rules that speak of it before the object is stored.
    package let rules: [String]
    package let meaning: String
    package let fix: String
    /// What of it, or why all of it, cannot be seen at admission; nil where all of it can.
    package let unseen: String?
    /// Where it can be read up.
    package let source: String

    init(
        _ id: String,
        _ event: String,
        _ patterns: [EventPattern],
        rules: [String] = [],
        meaning: String,
        fix: String,
        unseen: String? = nil,
        source: String = EventSource.troubleshooting
    ) {
        self.id = id
        self.event = event
        self.patterns = patterns
        self.rules = rules
        self.meaning = meaning
        self.fix = fix
        self.unseen = unseen
        self.source = source
    }

    /// In the order of the vendor's list.
    package static let all =
        services + listeners + certificates + routing + serverGroups + quotas + network + instances + binding
        + albConfigs + syntax + silent
}

enum EventSource {
    private static let help = "https://www.alibabacloud.com/help/en/"
    static let troubleshooting =
        help + "ack/serverless-kubernetes/user-guide/troubleshooting-alb-ingress-exceptions"
    static let faq = help + "cs/alb-ingress-faq"
    static let listeners = help + "document_detail/2593118.html"
    static let certificates = help + "document_detail/472245.html"
    static let instances = help + "ack/serverless-kubernetes/user-guide/use-albconfigs-to-configure-alb-instances"
    static let customRules = help + "cs/customize-the-routing-rules-of-an-alb-ingress-1"
    static let quotas = help + "slb/application-load-balancer/product-overview/limits-and-quotas"
    static let changeLog = help + "ack/product-overview/alb-ingress-controller"
    static let createRule = help + "slb/application-load-balancer/developer-reference/api-alb-2020-06-16-createrule"
    static let createServerGroup =
        help + "slb/application-load-balancer/developer-reference/api-alb-2020-06-16-createservergroup"
}
