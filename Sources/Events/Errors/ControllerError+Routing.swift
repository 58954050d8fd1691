extension ControllerError {
    static let routing = [
        ControllerError(
            "RULE_PATH_ILLEGAL",
            "The param of ... PathConfig.Values ... is illegal",
            ["pathconfig values # is illegal", "pathconfig values is illegal"],
            rules: ["ALB405"],
            meaning:
                "A path has a character that ALB takes in no path, and rules of the whole ALB are not updated any more.",
            fix:
                "For a regular expression use pathType Prefix with the annotation use-regex: \"true\"; else take the "
                + "character out.",
            source: EventSource.createRule
        ),
        ControllerError(
            "PREFIX_PATH_WILDCARD",
            "prefix path shouldn't contain wildcards",
            ["prefix path shouldn't contain wildcards"],
            rules: ["ALB402"],
            meaning: "A path of type Prefix has * or ? in it, and no Ingress of this ALB is updated any more.",
            fix: "Use pathType ImplementationSpecific for wildcards: a Prefix needs none, as it covers all below it."
        ),
        ControllerError(
            "REWRITE_QUERY_ILLEGAL",
            "The param of ... RewriteConfig.Query is illegal",
            ["rewriteconfig query is illegal"],
            rules: ["ALB542"],
            meaning: "The query of a rewrite has characters or a length that ALB does not take.",
            fix: "Write 1 to 128 printable characters, without blanks and # [ ] { } | \\ < > &.",
            source: EventSource.createRule
        ),
        ControllerError(
            "RULE_ACTIONS_MANDATORY",
            "RuleActions is mandatory for this action",
            ["ruleactions is mandatory"],
            rules: ["ALB504"],
            meaning: "A rule has no action: its Service has an actions annotation that is empty or cannot be read.",
            fix:
                "Write a list with one final action, such as a redirect, into actions.SERVICE, or name a real Service.",
            source: EventSource.customRules
        ),
        ControllerError(
            "SOURCE_IP_VALUES_ILLEGAL",
            "SourceIpConfig.Values is illegal",
            ["sourceipconfig values ... illegal"],
            rules: ["ALB504"],
            meaning: "A condition on the source address has a value that is neither an address nor a range.",
            fix: "Write each as 192.168.1.1/32 or 192.168.0.0/16, at most five of them in a condition.",
            source: EventSource.customRules
        ),
        ControllerError(
            "MISMATCH_TLS_HOSTS",
            "mismatchTlsHostsIngress",
            ["mismatchtlshostsingress"],
            rules: ["ALB306"],
            meaning: "spec.tls names hosts that no rule of the Ingress has, or rules have hosts that spec.tls lacks.",
            fix: "Name the same hosts in spec.tls[].hosts and spec.rules[].host, wildcards among them letter by letter."
        ),
        ControllerError(
            "PROTOCOL_MISMATCH_RATE_LIMIT",
            "The Protocol is mismatched for Listener and Rules ... PerIpTrafficLimitConfig",
            ["the protocol is mismatched for listener and rules"],
            rules: ["ALB544"],
            meaning: "A limit for each client (traffic-limit-ip-qps) is on a QUIC listener, which cannot have it.",
            fix: "Limit all clients together with traffic-limit-qps, or take QUIC out of listen-ports.",
            source: EventSource.createRule
        ),
    ]

    static let serverGroups = [
        ControllerError(
            "SG_NAME_ILLEGAL",
            "The param of ServerGroupName is illegal",
            ["servergroupname is illegal"],
            rules: ["ALB416"],
            meaning: "The name made of namespace, Service and port is no name of a server group.",
            fix: "Use a namespace that begins with a letter, and shorter names.",
            source: EventSource.createServerGroup
        ),
        ControllerError(
            "SG_IN_USE",
            "The specified resource sgp-... is in use",
            ["the specified resource sgp~ ... is in use"],
            meaning: "A server group is to be deleted while a rule or listener still forwards to it.",
            fix: "Look in the console who uses it; a rule that was made there by hand is to be removed there.",
            unseen: "who else uses a server group is known to the cloud only"
        ),
        ControllerError(
            "SG_DELETE_TIMEOUT",
            "failed to delete serverGroup ... timed out waiting for the condition",
            ["failed to delete servergroup ... timed out waiting"],
            meaning: "The deletion of a server group has not ended in time, mostly because it is still in use.",
            fix: "Wait for the next attempt; if it comes again, see who uses the group in the console.",
            unseen: "a call to the cloud that takes too long"
        ),
        ControllerError(
            "INVALID_SG_COOKIE",
            "invalid server group Cookie",
            ["invalid server group cookie"],
            rules: ["ALB513"],
            meaning: "Sticky sessions of type Server lack the name of the cookie, or the name is none.",
            fix: "Add the annotation cookie with the name, or use sticky-session-type: Insert with a cookie-timeout.",
            source: EventSource.createServerGroup
        ),
        ControllerError(
            "SERVICE_PORT_TYPE_ERROR",
            "cannot unmarshal string into Go struct field ... servicePort of type int",
            ["cannot unmarshal string into go struct field ... serviceport ... int~", "serviceport of type int~"],
            rules: ["ALB504"],
            meaning: "A ServicePort in the JSON of an actions annotation stands in quotes.",
            fix: "Write \"ServicePort\": 80 as a number.",
            source: EventSource.customRules
        ),
        ControllerError(
            "SLOW_START_ALG_MISMATCH",
            "The Wlc and true are mismatched",
            ["the <> and true are mismatched"],
            rules: ["ALB507"],
            meaning: "Slow start is on for a Service whose scheduler is another than wrr.",
            fix: "Set backend-scheduler: \"wrr\", or take the slow start annotations away.",
            source: EventSource.createServerGroup
        ),
    ]
}
