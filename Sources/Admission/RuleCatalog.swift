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

    private static let paths: [any Rule.Type] = []

    private static let annotations: [any Rule.Type] = []

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
