import ALBController
import Admission

/// Where a setting lives that somebody took for an annotation.
enum AnnotationHome {
    /// Another annotation of ALB, behind the prefix, that means the same.
    case annotation(String)
    /// Another place, in words for a fix, and what happens without it.
    case elsewhere(String)
    /// No setting at all, with the reason.
    case nowhere(String)

    /// Nil for a name that nothing is known about.
    static func find(_ name: String, _ profile: ControllerProfile) -> AnnotationHome? {
        let letters = Letters.of(name)
        for candidate in Letters.withoutOwner(letters) {
            if let alias = annotations[candidate] { return .annotation(alias) }
            if let place = places[candidate] { return .elsewhere(place) }
            if let reason = absent[candidate] { return .nowhere(reason) }
        }
        return field(letters, profile)
    }

    /// A field of the AlbConfig whose name has the same letters.
    private static func field(_ letters: String, _ profile: ControllerProfile) -> AnnotationHome? {
        for candidate in Letters.withoutOwner(letters) where !ambiguous.contains(candidate) {
            guard let home = AlbConfigSchema.homes[candidate], !home.parent.contains("defaultActions"),
                !home.parent.isEmpty
            else { continue }
            guard home.field.since.isKnown(to: profile) else {
                return .nowhere("newer controllers have it as \(home.parent).\(home.field.name) of the AlbConfig")
            }
            return .elsewhere("set \(home.parent).\(home.field.name) of the AlbConfig")
        }
        return nil
    }

    private static let ambiguous: Set<String> = [
        "kind", "status", "reason", "spec", "config", "metadata", "apiversion", "name", "id", "description",
    ]
}

/// The letters and digits of a name, in lower case: the same for `idle-timeout`, `idleTimeout` and `idle_timeout`.
enum Letters {
    static func of(_ name: String) -> String {
        let bytes = name.utf8.prefix(64).compactMap { byte -> UInt8? in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
            default: nil
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Also without the word for the thing that the setting belongs to.
    static func withoutOwner(_ letters: String) -> [String] {
        [letters]
            + owners.compactMap { owner in
                letters.hasPrefix(owner) && letters.utf8.count > owner.utf8.count
                    ? String(letters.dropFirst(owner.utf8.count)) : nil
            }
    }

    private static let owners = [
        "loadbalancer", "alb", "slb", "lb", "listener", "instance", "albconfig", "config", "alibabacloudloadbalancer",
        "alicloudloadbalancer", "enable", "use",
    ]
}
