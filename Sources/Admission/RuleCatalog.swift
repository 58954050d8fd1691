/// Every rule, in the order in which rules run and are listed.
///
/// A test holds this list, the files in `Rules/` and the fixtures together.
package enum RuleCatalog {
    package static let all: [any Rule.Type] =
        names + classBinding + listeners + paths + annotations + albConfigs + albConfigListeners + services

    private static let names: [any Rule.Type] = [
        MalformedObject.self,
        AlbConfigReservedName.self,
        IngressReservedName.self,
        ServiceReservedName.self,
        NamespaceReservedName.self,
        IngressUsesReservedName.self,
    ]

    private static let classBinding: [any Rule.Type] = []

    private static let listeners: [any Rule.Type] = [
        ListenPortsSyntax.self
    ]

    private static let paths: [any Rule.Type] = [
        ExactPathWildcard.self,
        PrefixPathWildcard.self,
        ImplementationSpecificIsExact.self,
        UnroutableRule.self,
        IllegalLiteralPathChar.self,
        RegexNeedsPrefix.self,
        DefaultBackendIgnored.self,
        ClusteripOnFlannel.self,
        BackendService.self,
        PathShadowed.self,
        DuplicateHostPath.self,
        NamedBackendPort.self,
        IllegalHost.self,
        PathLength.self,
    ]

    private static let annotations: [any Rule.Type] = [
        RuleQuota.self,
        RuleSize.self,
        CustomSuffixUnmatched.self,
        CustomJson.self,
        RuleDirectionValue.self,
        BackendProtocolValue.self,
        BackendSchedulerValue.self,
        Canary.self,
        Order.self,
        TrafficLimit.self,
        RewriteTarget.self,
        HealthcheckValues.self,
        StickySession.self,
        Cors.self,
        BooleanValue.self,
        NginxKeyShadowsAlb.self,
        UnknownAnnotation.self,
        AwsAnnotation.self,
        LegacyLbAnnotation.self,
    ]

    private static let albConfigs: [any Rule.Type] = [
        DuplicateALBBinding.self
    ]

    private static let albConfigListeners: [any Rule.Type] = []

    private static let services: [any Rule.Type] = []

    /// By id or name, without regard to case.
    package static func rule(_ text: String) -> (any Rule.Type)? {
        let wanted = text.lowercased()
        return all.first { $0.description.id.lowercased() == wanted || $0.description.name == wanted }
    }
}
