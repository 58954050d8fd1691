import Admission
import Kubernetes

/// A name, or the beginning of a generated one, that starts with the prefix that Alibaba Cloud keeps for itself.
///
/// A generated name starts with `generateName`, so the test is exact while the name is still empty.
struct ReservedName {
    static let prefix = "\(IngressTraits.reservedServicePrefix)"
    static let fix: Fix = "choose a name that does not start with \(prefix)"

    var field: FieldPath
    var text: String

    init?(_ metadata: ObjectMeta) {
        text = metadata.nameOrPrefix
        guard Self.isReserved(text) else { return nil }
        field = FieldPath("metadata", metadata.name.isEmpty ? "generateName" : "name")
    }

    var problem: String { "\"\(text.clipped)\" starts with \"\(Self.prefix)\", which Alibaba Cloud reserves" }

    static func isReserved(_ name: String) -> Bool { name.hasPrefix(prefix) }
}
