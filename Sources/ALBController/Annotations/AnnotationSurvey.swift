import JSON
package import Kubernetes

/// Which annotations of an Ingress are no settings of an ALB, found in one pass; nothing is decoded for those that are.
package struct AnnotationSurvey: Sendable {
    /// Names behind `alb.ingress.kubernetes.io/` that no controller is known to read, in document order.
    package private(set) var unknown: [String] = []
    /// Annotations of ALB behind a prefix that is nearly right, in full and in document order.
    package private(set) var misplaced: [String] = []
    /// Annotations of other controllers, in document order.
    package private(set) var foreign: [ForeignKey] = []

    package init(_ annotations: Annotations) {
        guard let node = annotations.node else { return }
        let document = annotations.document
        for (key, value) in document.members(node) {
            guard let kind = document.withUTF8(key, Self.kind), kind != .usual, let name = document.string(key),
                unknown.count + foreign.count + misplaced.count < ObjectShape.elementLimit
            else { continue }
            switch kind {
            case .usual: break
            case .unknown:
                unknown.append(String(Substring(name.utf8.dropFirst(AnnotationKey.prefix.utf8CodeUnitCount))))
            case .misplaced: misplaced.append(name)
            case .foreign(let index):
                let controller = ForeignController.all[index]
                foreign.append(
                    ForeignKey(controller: controller, name: name, value: document.string(value) ?? "")
                )
            }
        }
    }

    private enum Kind: Equatable {
        case usual
        case unknown
        case misplaced
        case foreign(Int)
    }

    private static func kind(of key: UnsafeBufferPointer<UInt8>) -> Kind {
        if key.starts(with: AnnotationKey.prefix) {
            let name = UnsafeBufferPointer(rebasing: key[AnnotationKey.prefix.utf8CodeUnitCount...])
            return KnownAnnotations.contains(name) ? .usual : .unknown
        }
        if key.starts(with: "alb"), isMisplaced(key) { return .misplaced }
        guard let index = ForeignController.index(of: key) else { return .usual }
        // What the ALB controller reads itself is no leftover.
        guard index == ForeignController.nginx else { return .foreign(index) }
        let suffix = key.dropFirst(AnnotationKey.nginxPrefix.utf8CodeUnitCount)
        return AnnotationKey.honouredNginxKeys.contains(String(decoding: suffix, as: UTF8.self))
            ? .usual : .foreign(index)
    }

    /// `alb.ingress.k8s.io/listen-ports` and the like.
    private static func isMisplaced(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let slash = key.firstIndex(of: UInt8(ascii: "/")), slash + 1 < key.count else { return false }
        return KnownAnnotations.contains(UnsafeBufferPointer(rebasing: key[(slash + 1)...]))
    }
}

/// An annotation of another controller on an Ingress that ALB serves.
package struct ForeignKey: Sendable {
    package var controller: ForeignController
    /// In full.
    package var name: String
    package var value: String

    package init(controller: ForeignController, name: String, value: String) {
        self.controller = controller
        self.name = name
        self.value = value
    }

    /// Behind the slash.
    package var suffix: String { String(Substring(name.utf8.drop { $0 != UInt8(ascii: "/") }.dropFirst())) }
}
