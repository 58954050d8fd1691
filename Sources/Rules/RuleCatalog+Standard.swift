package import Admission
package import ALBController
import Kubernetes

/// Every rule, kind by kind, in the order in which they run.
///
/// A test holds this list, the files of this module and the fixtures together.
extension RuleCatalog {
    package static let standard = RuleCatalog([
        ofIngress,
        ofAlbConfig,
        RulesFor(ObjectReview<IngressClass>.self, ingressClass),
        RulesFor(ObjectReview<Service>.self, service),
        RulesFor(ObjectReview<Secret>.self, secret),
        RulesFor(ObjectReview<Namespace>.self, namespace),
    ])

    static let ofIngress = RulesFor(IngressReview.self, ingress)
    static let ofAlbConfig = RulesFor(ObjectReview<AlbConfig>.self, albConfig)

    private static let ingress: [any Rule<IngressReview>.Type] =
        ingressNames + ingressClassBinding + ingressUpdates + ingressListeners + ingressPaths + ingressAnnotations

    private static let ingressNames: [any Rule<IngressReview>.Type] = [
        MalformedObject.OfIngress.self,
        ListTooLong.OfIngress.self,
        IngressReservedName.self,
        IngressUsesReservedName.self,
    ]

    private static let ingressClassBinding: [any Rule<IngressReview>.Type] = [
        IngressClassNotFound.self,
        IngressWithoutClass.self,
        ClassFieldAnnotationConflict.self,
        ClassWithoutAlbConfig.self,
        AlbConfigNotFound.self,
        AlbConfigAnnotationOverridesClass.self,
        ClassSwitch.self,
        ALBFrozen.self,
    ]

    private static let ingressUpdates: [any Rule<IngressReview>.Type] = [
        ClassRemoved.self,
        ListenPortsRemoved.self,
        TLSRemoved.self,
        HostLeftToOthers.self,
    ]

    private static let ingressListeners: [any Rule<IngressReview>.Type] = [
        ListenerMissing.self,
        HTTPSListenerNotBound.self,
        ListenPortsSyntax.self,
        ListenPortsContradictsTLS.self,
        RedirectWithoutHTTPS.self,
        TLSHostPlacement.self,
        TLSSecretNotFound.self,
        TLSSecretType.OfIngress.self,
        TLSSecretContent.OfIngress.self,
        TLSCertCoverage.OfIngress.self,
        HTTPSWithoutCertificate.self,
        GRPCNeedsHTTPS.self,
        ListenerNeverCreated.self,
    ]

    private static let ingressPaths: [any Rule<IngressReview>.Type] = [
        ExactPathWildcard.self,
        PrefixPathWildcard.self,
        ImplementationSpecificIsExact.self,
        UnroutableRule.self,
        IllegalLiteralPathChar.self,
        RegexNeedsPrefix.self,
        DefaultBackendIgnored.self,
        ClusterIPOnFlannel.self,
        BackendService.self,
        PathShadowed.self,
        DuplicateHostPath.self,
        NamedBackendPort.self,
        IllegalHost.self,
        PathLength.self,
        BackendServers.self,
        ServerGroupName.self,
    ]

    private static let ingressAnnotations: [any Rule<IngressReview>.Type] = [
        RuleQuota.self,
        RuleSize.self,
        CustomSuffixUnmatched.self,
        CustomJSON.self,
        CustomRuleValues.self,
        CustomActionCombination.self,
        RedirectToItself.self,
        KnativeObject.self,
        RuleDirectionValue.self,
        BackendProtocolValue.self,
        BackendSchedulerValue.self,
        Canary.self,
        Order.self,
        TrafficLimitRule.self,
        RateLimitOnQUIC.self,
        PerClientLimitNeedsTrustedProxies.self,
        RewriteTarget.self,
        HealthcheckValues.self,
        StickySession.self,
        ServerGroupValues.self,
        CertIDFormat.self,
        Cors.self,
        BooleanValue.self,
        NginxKeyShadowsALB.self,
        PlaceholderLeft.OfIngress.self,
        SettingWithoutSwitch.self,
        CertificateAnnotation.self,
        AccessControlNotInForce.self,
        UnknownAnnotation.self,
        AWSAnnotation.self,
        LegacyLbAnnotation.self,
        ForeignAnnotation.self,
    ]

    private static let albConfig: [any Rule<ObjectReview<AlbConfig>>.Type] =
        albConfigNames + albConfigObjects + albConfigListeners

    private static let albConfigNames: [any Rule<ObjectReview<AlbConfig>>.Type] = [
        ListTooLong.Of<AlbConfig>.self,
        AlbConfigReservedName.self,
    ]

    private static let albConfigObjects: [any Rule<ObjectReview<AlbConfig>>.Type] = [
        DuplicateALBBinding.self,
        ALBIDChanged.self,
        ZoneMappings.self,
        ConfigMissing.self,
        EnumValues.self,
        Edition.self,
        AccessLog.self,
        ImplicitInternet.self,
        PlaceholderLeft.OfAlbConfig.self,
        Tags.self,
        CreateOnlyField.self,
        UnknownOrMistypedField.self,
        FieldWithoutSwitch.self,
        NewALBBilling.self,
        SameNameInSeveralNamespaces.self,
        AlbConfigInUse.self,
        ACLWithSecurityGroup.self,
        LegacyRequiredFields.self,
        BandwidthPackageIntranet.self,
        ReuseIgnoresZoneMappings.self,
        EmptyID.self,
        WAFEditionReverted.self,
    ]

    private static let albConfigListeners: [any Rule<ObjectReview<AlbConfig>>.Type] = [
        ListenerPort.self,
        ListenerProtocolRule.self,
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
        TrustedProxies.self,
        TracingSample.self,
    ]

    private static let ingressClass: [any Rule<ObjectReview<IngressClass>>.Type] = [
        MalformedObject.Of<IngressClass>.self,
        ListTooLong.Of<IngressClass>.self,
        IngressClassControllerTypo.self,
        IngressClassNoParameters.self,
        IngressClassParametersKind.self,
        IngressClassAlbConfigNotFound.self,
        SeveralDefaultClasses.self,
        IngressClassInUse.self,
    ]

    private static let service: [any Rule<ObjectReview<Service>>.Type] = [
        MalformedObject.Of<Service>.self,
        ListTooLong.Of<Service>.self,
        ServiceReservedName.self,
        ServiceTypeChanged.self,
        ServicePortRemoved.self,
        ServiceDeleted.self,
        ServiceSelectorEmpty.self,
        ServiceServers.self,
        ServerGroupIDPorts.self,
        PlaceholderLeft.OfService.self,
    ]

    private static let secret: [any Rule<ObjectReview<Secret>>.Type] = [
        MalformedObject.Of<Secret>.self,
        ListTooLong.Of<Secret>.self,
        TLSSecretType.OfSecret.self,
        TLSSecretContent.OfSecret.self,
        TLSCertCoverage.OfSecret.self,
        TLSSecretDelete.self,
    ]

    private static let namespace: [any Rule<ObjectReview<Namespace>>.Type] = [
        MalformedObject.Of<Namespace>.self,
        ListTooLong.Of<Namespace>.self,
        NamespaceReservedName.self,
    ]
}

extension Reviewer {
    /// The engine with all rules.
    package init(settings: Settings = Settings(), snapshot: ClusterSnapshot = .empty) {
        self.init(catalog: .standard, settings: settings, snapshot: snapshot)
    }
}

extension Settings {
    /// Reads the configuration file; it may set any rule there is.
    package init(parsing bytes: [UInt8]) throws(SettingsError) {
        try self.init(parsing: bytes, catalog: .standard)
    }
}
