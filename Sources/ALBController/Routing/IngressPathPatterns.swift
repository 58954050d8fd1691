package import Kubernetes

/// What the controller makes of the path of an Ingress rule.
///
/// Source: `buildPathPatterns` in `model_build_listener_rules.go` and `syncIngress` in `reconcile/store/store.go` of
/// alibaba/alibaba-load-balancer-controller.
package enum IngressPathPatterns: Hashable, Sendable {
    /// Values of the path condition.
    case patterns([String])
    /// `*` and `?` are errors here; for Prefix only while it is not a regular expression.
    case wildcardNotAllowed
    case unknownPathType

    /// The path as the controller stores it: an empty one is `/`.
    package static func stored(_ path: String) -> String { path.isEmpty ? "/" : path }

    package init(path: String, pathType: String, annotations: RegexAnnotations, profile: ControllerProfile = .lbc) {
        let path = Self.stored(path)
        switch pathType {
        case "ImplementationSpecific" where profile == .legacy: self = Self.prefix(path, annotations)
        case "ImplementationSpecific": self = .patterns([path])
        case "Exact": self = Self.hasWildcard(path) ? .wildcardNotAllowed : .patterns([path])
        case "Prefix", "": self = Self.prefix(path, annotations)
        default: self = .unknownPathType
        }
    }

    package enum Refusal: Hashable, Sendable {
        case wildcard
        case unknownPathType
    }

    /// Why a path gets no patterns, without making them.
    static func refusal(
        path: String,
        pathType: String,
        annotations: RegexAnnotations,
        profile: ControllerProfile
    ) -> Refusal? {
        switch pathType {
        case "ImplementationSpecific" where profile != .legacy: nil
        case "Exact": hasWildcard(path) ? .wildcard : nil
        case "ImplementationSpecific", "Prefix", "":
            hasWildcard(path) && !annotations.makeRegex(stored(path)) ? .wildcard : nil
        default: .unknownPathType
        }
    }

    private static func prefix(_ path: String, _ annotations: RegexAnnotations) -> IngressPathPatterns {
        if path == "/" { return .patterns(["/*"]) }
        if annotations.makeRegex(path) { return .patterns(["~*" + path]) }
        if hasWildcard(path) { return .wildcardNotAllowed }
        let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
        return .patterns([trimmed, trimmed + "/*"])
    }

    private static func hasWildcard(_ path: String) -> Bool {
        path.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
    }
}

/// The two annotations whose mere presence turns Prefix paths into regular expressions.
package struct RegexAnnotations: Hashable, Sendable {
    /// Trimmed; nil when absent or blank.
    package var rewriteTarget: String?
    /// Any value counts, `false` too.
    package var useRegex: String?

    package init(rewriteTarget: String? = nil, useRegex: String? = nil) {
        self.rewriteTarget = rewriteTarget
        self.useRegex = useRegex
    }

    package init(_ annotations: Annotations) {
        rewriteTarget = annotations.trimmed(AnnotationKey.rewriteTarget)
        useRegex = annotations.trimmed(AnnotationKey.useRegex)
    }

    /// A value that equals the path does not count.
    package func makeRegex(_ path: String) -> Bool {
        if let rewriteTarget, rewriteTarget != path { return true }
        if let useRegex, useRegex != path { return true }
        return false
    }
}
