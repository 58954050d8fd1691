import ALBController
import Admission
import Kubernetes

/// The address ranges of an ACL.
extension ACL {
    static func checkEntries(_ acl: ListenerACL, _ findings: inout FindingCollector) {
        for entry in acl.entries {
            let reading = CIDR.read(entry.text)
            guard reading != .range else { continue }
            let field = acl.field.key("aclEntries").index(entry.index, identity: entry.text)
            let isAddress = reading == .address
            findings.advise(
                field,
                "\"\(entry.text.clipped)\" " + (isAddress ? "has no mask" : "is not an address range"),
                value: entry.text,
                effect: "the controller does not check it, the cloud refuses the ACL",
                fix: isAddress ? .write(masked(entry.text), in: field) : trimmed(entry.text, field)
            )
        }
    }

    /// The range that holds one address.
    private static func masked(_ address: String) -> String { address + (address.contains(":") ? "/128" : "/32") }

    private static func trimmed(_ text: String, _ field: FieldPath) -> Fix {
        let bare = GoText.trimSpace(text)
        switch CIDR.read(bare) {
        case .range: return .write(bare, in: field)
        case .address: return .write(masked(bare), in: field)
        case .neither: return "write a range: an address, a slash and the number of bits"
        }
    }
}
