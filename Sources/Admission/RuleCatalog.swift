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

    private static let paths: [any Rule.Type] = []

    private static let annotations: [any Rule.Type] = []

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
