/// The tables below `spec.config`.
extension AlbConfigSchema {
    package static let config = Table(
        Field("id", .string),
        Field("name", .string),
        Field("addressAllocatedMode", .string),
        Field("addressType", .string),
        Field("ipv6AddressType", .string, since: .lbc),
        Field("addressIpVersion", .string, since: .lbc),
        Field(
            "resourceGroupId",
            .string,
            .unread(by: [.legacy], "the ALB is created in the default resource group")
        ),
        Field("edition", .string),
        Field("zoneMappings", .list(of: .object(zoneMapping), identity: "vSwitchId")),
        Field("accessLogConfig", .object(accessLogConfig)),
        Field("deletionProtectionEnabled", .boolean),
        Field("billingConfig", .object(billingConfig)),
        Field("forceOverride", .boolean),
        Field("modificationProtectionConfig", .object(modificationProtectionConfig)),
        Field("tags", .list(of: .object(tag), identity: "key"), since: .lbc),
        Field("listenerForceOverride", .boolean, since: .lbc),
        Field("securityGroupIds", .list(of: .string), since: .ack)
    )

    static let zoneMapping = Table(
        Field("vSwitchId", .string),
        Field("zoneId", .string),
        Field("allocationId", .string, since: .lbc),
        Field("eipType", .string, since: .lbc)
    )

    static let accessLogConfig = Table(
        Field("logStore", .string),
        Field("logProject", .string)
    )

    static let billingConfig = Table(
        Field("internetBandwidth", .integer),
        Field("internetChargeType", .string),
        Field("payType", .string),
        Field("bandWidthPackageId", .string, since: .lbc)
    )

    static let modificationProtectionConfig = Table(
        Field("reason", .string),
        Field("status", .string, .unread(by: [.lbc], "it always sets ConsoleProtection"))
    )

    static let tag = Table(
        Field("key", .string),
        Field("value", .string)
    )
}
