import ALBController
import JSON
import Kubernetes

/// An annotation of another controller on an Ingress that ALB serves.
struct ForeignKey {
    var controller: ForeignController
    /// In full.
    var name: String
    var value: String

    /// Behind the slash.
    var suffix: String { String(name.utf8.drop { $0 != UInt8(ascii: "/") }.dropFirst()) ?? name }
}

extension Annotations {
    /// The annotations of other controllers, in document order; nothing is decoded while there are none.
    func foreignKeys() -> [ForeignKey] {
        guard let node else { return [] }
        var found: [ForeignKey] = []
        for (key, value) in document.members(node) {
            guard let index = document.withUTF8(key, ForeignController.index) ?? nil, let name = document.string(key)
            else { continue }
            guard found.count < ObjectShape.elementLimit else { break }
            found.append(
                ForeignKey(
                    controller: ForeignController.all[index],
                    name: name,
                    value: document.string(value) ?? ""
                )
            )
        }
        return found
    }
}

extension ForeignController {
    /// Which controller a key belongs to; nil for ALB's own, for tools and for everybody's own domain.
    fileprivate static func index(of key: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let first = key.first, letters.contains(first), !starts(key, with: AnnotationKey.prefix) else {
            return nil
        }
        // What the ALB controller reads itself is no leftover.
        guard let index = all.firstIndex(where: { starts(key, with: $0.prefix) }) else { return nil }
        return index == 0 && AnnotationKey.honouredNginxKeys.contains(nginxSuffix(key)) ? nil : index
    }

    private static let letters = Set(all.map { $0.prefix.utf8Start.pointee })

    private static func nginxSuffix(_ key: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: key.dropFirst(AnnotationKey.nginxPrefix.utf8CodeUnitCount), as: UTF8.self)
    }

    private static func starts(_ key: UnsafeBufferPointer<UInt8>, with prefix: StaticString) -> Bool {
        guard key.count >= prefix.utf8CodeUnitCount else { return false }
        for index in 0..<prefix.utf8CodeUnitCount where key[index] != prefix.utf8Start[index] { return false }
        return true
    }
}
