extension ControllerError {
    static let albConfigs = [
        ControllerError(
            "WAF_EDITION_REVERT",
            "edition Standard beside StandardWithWaf",
            ["edition ... standard ... standardwithwaf", "waf ... revert~"],
            rules: ["ALB631"],
            meaning: "WAF was switched on in the console, and the AlbConfig, which still says Standard, takes it back.",
            fix: "Set spec.config.edition: StandardWithWaf.",
            source: EventSource.instances
        ),
        ControllerError(
            "INVALID_PARAM",
            "invalid parameter, please check the input (in Chinese)",
            ["无效参数，请检查参数输入"],
            meaning: "The cloud refuses a value of the AlbConfig and does not say which.",
            fix: "Undo the last change of the AlbConfig, then make it in pieces until the value is found.",
            unseen: "the cloud does not say which parameter",
            source: EventSource.instances
        ),
        ControllerError(
            "TAG_KEY_MISSING",
            "The param of Tag ... TagKey is missing",
            ["tag # tagkey is missing", "tagkey is missing"],
            rules: ["ALB610"],
            meaning: "A tag of the AlbConfig has no key.",
            fix: "Give each entry of spec.config.tags a key, or take it out.",
            source: EventSource.instances
        ),
        ControllerError(
            "TAG_KEY_ILLEGAL",
            "The param of Tag ... TagKey is illegal",
            ["tag # tagkey is illegal", "tagkey is illegal"],
            rules: ["ALB610"],
            meaning: "A tag's key is one that the cloud keeps for itself, or too long.",
            fix:
                "Use a key of at most 128 characters that begins neither with aliyun nor acs: and has no http:// in it.",
            source: EventSource.instances
        ),
        ControllerError(
            "ACL_CIDR_ILLEGAL",
            "The param of 10.0.0.0/33 is illegal",
            ["the param of # ... is illegal"],
            rules: ["ALB710"],
            meaning: "An entry of a listener's access control list is no address range.",
            fix: "Write each of aclConfig.aclEntries as a range, such as 10.0.0.0/8 or 192.168.1.1/32.",
            source: EventSource.listeners
        ),
        ControllerError(
            "XFORWARDED_TRUSTED_MISSING",
            "XForwardedForClientSourceIpsTrusted is missing",
            ["xforwardedforclientsourceipstrusted is missing"],
            rules: ["ALB718"],
            meaning: "A listener is to find the client behind trusted proxies, and names none.",
            fix:
                "List the proxies in XForwardedForClientSourceIpsTrusted, or switch XForwardedForClientSourceIpsEnabled off.",
            source: EventSource.listeners
        ),
        ControllerError(
            "XFORWARDED_TRUSTED_IP_ILLEGAL",
            "XForwardedForClientSourceIpsTrusted ... is illegal",
            ["xforwardedforclientsourceipstrusted # ... is illegal", "xforwardedforclientsourceipstrusted is illegal"],
            rules: ["ALB718"],
            meaning: "A trusted proxy of a listener is neither an address nor a range.",
            fix: "Write addresses and ranges with semicolons between them, such as 192.168.0.0/16;10.0.0.1.",
            source: EventSource.listeners
        ),
        ControllerError(
            "TRACING_SAMPLE_ILLEGAL",
            "AccessLogTracingConfig.TracingSample is illegal",
            ["tracingsample is illegal"],
            rules: ["ALB719"],
            meaning: "The share of traced requests is out of range; it counts in ten-thousandths.",
            fix: "Set tracingSample to a number from 1 to 10000.",
            source: EventSource.listeners
        ),
        ControllerError(
            "UNMARSHAL_BOOL_LOG_CONFIG",
            "cannot unmarshal bool into Go struct field ... accessLogTracing",
            ["cannot unmarshal bool into go struct field ... accesslogtracing~"],
            rules: ["ALB612"],
            meaning:
                "accessLogTracingConfig is true or false where an object is due, and no AlbConfig is read any more.",
            fix: "Write accessLogTracingConfig: {tracingEnabled: true, tracingSample: 100, tracingType: Zipkin}.",
            source: EventSource.listeners
        ),
        ControllerError(
            "UNMARSHAL_CA_ENABLED",
            "cannot unmarshal string into Go struct field ... caEnabled of type bool",
            ["cannot unmarshal string into go struct field ... caenabled ... bool", "caenabled of type bool"],
            rules: ["ALB612"],
            meaning: "caEnabled of a listener stands in quotes, and no AlbConfig of the cluster is read any more.",
            fix: "Write caEnabled: true without quotes.",
            source: EventSource.listeners
        ),
        ControllerError(
            "LOGSTORE_CREATE_FAILED",
            "failed to create logstore",
            ["failed to create logstore"],
            rules: ["ALB607"],
            meaning:
                "The log store for the access log cannot be made: the project is not there, or the name is not allowed.",
            fix: "Name an existing project of the same region in logProject, and a logStore that begins with alb_.",
            unseen: "only a name that is not allowed is seen, not a project that does not exist",
            source: EventSource.instances
        ),
        ControllerError(
            "LOGSTORE_UNAUTHORIZED",
            "Unauthorized ... account is unauthorized",
            ["unauthorized ... account is unauthorized", "account is unauthorized"],
            meaning: "The controller's account may not use the log service, or nobody has activated it.",
            fix:
                "Activate the log service and give the role of the controller the rights that the documentation lists.",
            unseen: "permissions of the controller's account are known to the cloud only",
            source: EventSource.faq
        ),
    ]

    static let syntax = [
        ControllerError(
            "INVALID_CHAR_CHINESE_PUNCT",
            "invalid character ... after object key:value pair",
            ["invalid character ... after object key:value pair"],
            rules: ["ALB504"],
            meaning:
                "The JSON of an annotation has a character where a comma is due, often a comma or quote of Chinese script.",
            fix: "Type commas, colons and quotes of the JSON anew in ASCII.",
            source: EventSource.customRules
        ),
        ControllerError(
            "UNEXPECTED_JSON_END",
            "unexpected end of JSON input",
            ["unexpected end of json input"],
            rules: ["ALB504"],
            meaning:
                "The JSON of an annotation is cut off or empty; often quotes of YAML or a shell have eaten a part.",
            fix: "Put the whole value between single quotes and close all brackets.",
            source: EventSource.customRules
        ),
        ControllerError(
            "LISTEN_PORTS_JSON_ERROR",
            "failed to parse listen-ports configuration ... unexpected end of JSON input",
            [
                "failed to parse listen-ports configuration ... unexpected end of json input",
                "failed to parse listen-ports",
            ],
            rules: ["ALB303"],
            meaning: "The annotation listen-ports is no JSON, so no Ingress of this ALB is updated any more.",
            fix: "Write listen-ports: '[{\"HTTP\": 80}, {\"HTTPS\": 443}]' between single quotes.",
            source: EventSource.listeners
        ),
    ]

    static let silent = [
        ControllerError(
            "ACTIONS_SVCNAME_MISMATCH",
            "no event: actions.<service> for a Service that no rule uses",
            ["actions svcname mismatch", "actions service for a service that no rule uses"],
            rules: ["ALB503"],
            meaning: "The annotation actions.NAME has the name of no Service of the rules, so it does nothing.",
            fix: "Name it after the Service of the path; with the port name use-annotation it need not exist.",
            source: EventSource.customRules
        ),
        ControllerError(
            "CONDITIONS_SVCNAME_MISMATCH",
            "no event: conditions.<service> for a Service that no rule uses",
            ["conditions svcname mismatch", "conditions service for a service that no rule uses"],
            rules: ["ALB503"],
            meaning: "The annotation conditions.NAME has the name of no Service of the rules, so it does nothing.",
            fix: "Name it after the Service of the path whose rule is to have the conditions.",
            source: EventSource.customRules
        ),
    ]
}
