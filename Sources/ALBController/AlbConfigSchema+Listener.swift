/// The tables below `spec.listeners[]`.
extension AlbConfigSchema {
    package static let listener = Table(
        Field("port", .integerOrString),
        Field("protocol", .string),
        Field("description", .string),
        Field("gzipEnabled", .boolean),
        Field(
            "http2Enabled",
            .boolean,
            Remark(
                profiles: [.lbc],
                problem: "switches HTTP/2 off, whatever its value",
                effect: "the controller switches it on only when the field is absent"
            )
        ),
        Field("idleTimeout", .integer),
        Field("requestTimeout", .integer),
        Field("securityPolicyId", .string),
        Field("certificates", .list(of: .object(certificate), identity: "CertificateId")),
        Field("defaultCertificate", .object(defaultCertificate), since: .ack),
        Field(
            "caEnabled",
            .boolean,
            .unread(by: [.lbc, .legacy], "clients are not asked for a certificate")
        ),
        Field("caCertificates", .list(of: .object(certificate), identity: "CertificateId")),
        Field("quicConfig", .object(quicConfig)),
        Field("xForwardedForConfig", .object(xForwardedForConfig)),
        Field("logConfig", .object(logConfig)),
        Field("aclConfig", .object(aclConfig), since: .lbc),
        Field("tags", .list(of: .object(tag), identity: "key"), since: .ack),
        Field("aScriptConfig", .anything, since: .ack),
        Field(
            "defaultActions",
            .list(of: .object(action)),
            .unread(
                by: [.ack, .lbc, .legacy],
                "requests that no rule matches get 503",
                fix: "make an Ingress with a catch-all rule instead, and give it a high order, such as 1000"
            )
        ),
        Field("loadBalancerId", .string, .unread(by: [.lbc, .legacy], "it is reserved"))
    )

    static let certificate = Table(
        Field("IsDefault", .boolean),
        Field("CertificateId", .string)
    )

    static let defaultCertificate = Table(
        Field("kind", .string),
        Field("certificateId", .string),
        isOpen: true
    )

    static let quicConfig = Table(
        Field("quicUpgradeEnabled", .boolean),
        Field("quicListenerId", .string)
    )

    static let xForwardedForConfig = Table(
        Field("XForwardedForEnabled", .boolean),
        Field("XForwardedForProtoEnabled", .boolean),
        Field("XForwardedForSLBIdEnabled", .boolean),
        Field("XForwardedForSLBPortEnabled", .boolean),
        Field("XForwardedForClientSrcPortEnabled", .boolean),
        Field("XForwardedForClientCertSubjectDNEnabled", .boolean),
        Field("XForwardedForClientCertSubjectDNAlias", .string),
        Field("XForwardedForClientCertIssuerDNEnabled", .boolean),
        Field("XForwardedForClientCertIssuerDNAlias", .string),
        Field("XForwardedForClientCertFingerprintEnabled", .boolean),
        Field("XForwardedForClientCertFingerprintAlias", .string),
        Field("XForwardedForClientCertClientVerifyEnabled", .boolean),
        Field("XForwardedForClientCertClientVerifyAlias", .string),
        Field("XForwardedForProcessingMode", .string, since: .ack),
        Field("XForwardedForHostEnabled", .boolean, since: .ack),
        Field("XForwardedForClientSourceIpsEnabled", .boolean, since: .ack),
        Field("XForwardedForClientSourceIpsTrusted", .string, since: .ack)
    )

    static let logConfig = Table(
        Field("accessLogRecordCustomizedHeadersEnabled", .boolean, notSent),
        Field("accessLogRecordCustomizedHeadersAllowDisable", .boolean, since: .ack),
        Field("accessLogTracingConfig", .object(tracingConfig))
    )

    static let tracingConfig = Table(
        Field("tracingEnabled", .boolean, notSent),
        Field("tracingSample", .integer),
        Field("tracingType", .string)
    )

    private static let notSent = Remark.unread(by: [.lbc, .legacy], "it does not reach the ALB")

    static let aclConfig = Table(
        Field("aclName", .string),
        Field("aclType", .string),
        Field("aclEntries", .list(of: .string)),
        Field("aclIds", .list(of: .string))
    )
}

/// The tables below `spec.listeners[].defaultActions[]`: decoded, but not used, so other names in there matter to nobody.
extension AlbConfigSchema {
    static let action = Table(
        Field("actionType", .string),
        Field("fixedResponseConfig", .object(fixedResponseConfig)),
        Field("redirectConfig", .object(redirectConfig)),
        Field("forwardConfig", .object(forwardConfig)),
        isOpen: true
    )

    static let fixedResponseConfig = Table(
        Field("contentType", .string),
        Field("messageBody", .string),
        Field("statusCode", .string),
        isOpen: true
    )

    static let redirectConfig = Table(
        Field("host", .string),
        Field("path", .string),
        Field("port", .string),
        Field("protocol", .string),
        Field("query", .string),
        Field("statusCode", .string),
        isOpen: true
    )

    static let forwardConfig = Table(Field("targetGroups", .list(of: .object(targetGroup))), isOpen: true)

    static let targetGroup = Table(
        Field("targetGroupARN", .string),
        Field("serviceName", .string),
        Field("servicePort", .integerOrString),
        Field("weight", .integer),
        isOpen: true
    )
}
