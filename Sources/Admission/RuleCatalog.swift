/// Every rule, in the order in which rules run and are listed.
///
/// A test holds this list, the files in `Rules/` and the fixtures together.
package enum RuleCatalog {
    package static let all: [any Rule.Type] = [
        MalformedObject.self,
        AlbConfigReservedName.self,
        IngressReservedName.self,
        ServiceReservedName.self,
        NamespaceReservedName.self,
        IngressUsesReservedName.self,
        ListenPortsSyntax.self,
        DuplicateALBBinding.self,
    ]

    /// By id or name, without regard to case.
    package static func rule(_ text: String) -> (any Rule.Type)? {
        let wanted = text.lowercased()
        return all.first { $0.description.id.lowercased() == wanted || $0.description.name == wanted }
    }
}
