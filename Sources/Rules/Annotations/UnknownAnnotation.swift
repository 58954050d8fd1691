import ALBController
import Admission
import Kubernetes

/// A misspelt annotation is ignored without a word.
///
/// Never more than a warning: newer controllers know more names.
struct UnknownAnnotation: Rule {
    static let description = RuleDescription(
        id: "ALB517",
        name: "unknown-annotation",
        summary: "Annotations with the prefix alb.ingress.kubernetes.io/ must be known ones.",
        severity: .warn,
        kinds: [.ingress],
        effect: "The controller ignores what it does not know.",
        example: #"alb.ingress.kubernetes.io/listen-port: '[{"HTTP": 80}]'"#,
        fix: "Correct the name.",
        sources: [PublicSource.dictionary, PublicSource.advancedGuide]
    )

    /// Names that get a suggestion; the search costs more than the look-up.
    private static let suggested = 16

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        if review.profile == .legacy { checkUnread(review, &findings) }
        var searches = 0
        for name in KnownAnnotations.names(in: review) where !isKnown(name) {
            searches += 1
            let nearest = searches <= suggested ? suggestion(for: name) : nil
            findings.advise(
                FieldPath.annotation("\(AnnotationKey.prefix)\(name)"),
                "is not known",
                value: name,
                effect: "the controller ignores annotations that it does not know",
                fix: nearest.map { "write \"\(AnnotationKey.prefix)\($0)\"" } ?? "check the name"
            )
        }
    }

    /// The oldest controller reads few of the names that the others know.
    private static func checkUnread(_ review: IngressReview, _ findings: inout FindingCollector) {
        for name in KnownAnnotations.names(in: review) where isKnown(name) && !KnownAnnotations.legacy.contains(name) {
            guard KnownAnnotations.aws[name] == nil, KnownAnnotations.legacyLoadBalancer[name] == nil else { continue }
            findings.advise(
                FieldPath.annotation("\(AnnotationKey.prefix)\(name)"),
                "is not read by this controller",
                value: name,
                effect: "kubernetes/cloud-provider-alibaba-cloud has no such feature",
                fix: "remove it, or use a newer controller"
            )
        }
    }

    private static func isKnown(_ name: String) -> Bool {
        KnownAnnotations.alb.contains(name) || KnownAnnotations.aws[name] != nil
            || KnownAnnotations.legacyLoadBalancer[name] != nil || KnownAnnotations.isServiceAnnotation(name)
    }

    private static func suggestion(for name: String) -> String? {
        // "action.web" for "actions.web" and the like.
        if let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")) {
            let head = String(name[...dot])
            if let prefix = Suggestion.nearest(to: head, in: KnownAnnotations.prefixes) {
                return prefix + String(name[name.index(after: dot)...]).clipped
            }
        }
        return Suggestion.nearest(to: name, in: KnownAnnotations.alb.sorted())
            ?? Suggestion.nearest(
                to: name.replacing("health-check", with: "healthcheck"),
                in: KnownAnnotations.alb.sorted()
            )
    }
}
