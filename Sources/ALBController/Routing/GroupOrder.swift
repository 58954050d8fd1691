package import Kubernetes

/// The `order` annotation: where an Ingress' rules stand among those of its AlbConfig.
///
/// Source: `sortGroupMembers` in `group_loader.go` of alibaba/alibaba-load-balancer-controller. `albconfig.order` is
/// looked at first, and the value is neither trimmed nor is a blank one absent.
package enum GroupOrder: Hashable, Sendable {
    /// Absent or empty; counts as 10 and never conflicts.
    case implicit
    case explicit(Int)
    case notInteger(String)
    case outOfRange(Int)

    package static let standard = 10
    package static let range = 1...1000

    package init(_ annotations: Annotations) {
        let text = annotations.raw(AnnotationKey.albConfigOrder, else: AnnotationKey.order)
        if text.isEmpty {
            self = .implicit
        } else if let number = GoText.atoi(text) {
            self = Self.range.contains(number) ? .explicit(number) : .outOfRange(number)
        } else {
            self = .notInteger(text.clippedPrefix)
        }
    }

    /// What members are sorted by; a bad one is an error in the controller and sorts like none here.
    package var value: Int {
        if case .explicit(let number) = self { return number }
        return Self.standard
    }

    package var isValid: Bool {
        switch self {
        case .implicit, .explicit: true
        case .notInteger, .outOfRange: false
        }
    }

    /// The annotation that was read.
    package static func key(_ annotations: Annotations) -> StaticString {
        annotations.contains(AnnotationKey.albConfigOrder) ? AnnotationKey.albConfigOrder : AnnotationKey.order
    }
}
