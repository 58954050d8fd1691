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

    private static let classBinding: [any Rule.Type] = [
        IngressClassNotFound.self,
        IngressWithoutClass.self,
        ClassFieldAnnotationConflict.self,
        ClassWithoutAlbConfig.self,
        AlbConfigNotFound.self,
        AlbConfigAnnotationOverridesClass.self,
        ClassSwitch.self,
        IngressClassControllerTypo.self,
        IngressClassNoParameters.self,
        IngressClassParametersKind.self,
        IngressClassAlbConfigNotFound.self,
        SeveralDefaultClasses.self,
        IngressClassInUse.self,
    ]

    private static let listeners: [any Rule.Type] = [
        ListenerMissing.self,
        HTTPSListenerNotBound.self,
        ListenPortsSyntax.self,
        ListenPortsContradictsTLS.self,
        RedirectWithoutHTTPS.self,
        TLSHostPlacement.self,
        TLSSecretNotFound.self,
        TLSSecretType.self,
        TLSSecretContent.self,
        TLSCertCoverage.self,
        TLSSecretDelete.self,
        HTTPSWithoutCertificate.self,
        GRPCNeedsHTTPS.self,
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
        DuplicateALBBinding.self,
        ALBIDChanged.self,
        ZoneMappings.self,
        ConfigMissing.self,
        EnumValues.self,
        Edition.self,
        AccessLog.self,
        ImplicitInternet.self,
        PlaceholderLeft.self,
        Tags.self,
        CreateOnlyField.self,
        UnknownOrMistypedField.self,
        NewALBBilling.self,
        SameNameInSeveralNamespaces.self,
        AlbConfigInUse.self,
        ACLWithSecurityGroup.self,
        LegacyRequiredFields.self,
        BandwidthPackageIntranet.self,
        ReuseIgnoresZoneMappings.self,
    ]

    private static let albConfigListeners: [any Rule.Type] = [
        ListenerPort.self,
        ListenerRules.ListenerProtocol.self,
        ListenerProtocolCase.self,
        DuplicateListener.self,
        ListenerPortConflict.self,
        Timeouts.self,
        CertificatesOnHTTP.self,
        DefaultCertificate.self,
        CertificateIDFormat.self,
        ACL.self,
        ListenerRemoved.self,
        ExplicitCertificatesDisableDiscovery.self,
        HTTPSWithoutCertificates.self,
        NoListeners.self,
        ListenerRecreated.self,
        OwnershipDescription.self,
        QUIC.self,
    ]

    private static let services: [any Rule.Type] = [
        ServiceTypeChanged.self,
        ServicePortRemoved.self,
        ServiceDeleted.self,
        ServiceSelectorEmpty.self,
    ]

    /// By id or name, without regard to case.
    package static func rule(_ text: String) -> (any Rule.Type)? {
        let wanted = text.lowercased()
        return all.first { $0.description.id.lowercased() == wanted || $0.description.name == wanted }
    }
}
