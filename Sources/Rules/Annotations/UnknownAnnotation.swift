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
        fix: "Correct the name, with a value of the type that the right name wants.",
        sources: [PublicSource.dictionary, PublicSource.advancedGuide]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        if review.profile == .legacy { checkUnread(review, &findings) }
        checkPrefixes(review, &findings)
        let unknown = review.facts.survey.unknown.filter { !isKnown($0) && NginxLeftovers.protection($0) == nil }
        guard !unknown.isEmpty else { return }
        var suggestions = AnnotationSuggestions(review)
        for name in unknown {
            let proposal = suggestions.next(for: name)
            findings.advise(
                FieldPath.annotation("\(AnnotationKey.prefix)\(name)"),
                proposal.problem,
                value: name,
                effect: proposal.effect,
                fix: proposal.fix
            )
        }
    }

    /// ALB's own names behind a prefix that is not ALB's.
    private static func checkPrefixes(_ review: IngressReview, _ findings: inout FindingCollector) {
        let names = review.facts.survey.misplaced
        guard !names.isEmpty else { return }
        var trial = FixTrial(review)
        for name in names {
            let suffix = String(Substring(name.utf8.drop { $0 != UInt8(ascii: "/") }.dropFirst()))
            let key = "\(AnnotationKey.prefix)\(suffix)"
            let field = FieldPath.annotation(name)
            let isFree = review.annotations[key] == nil
            findings.advise(
                field,
                "does not stand behind ALB's prefix, \(AnnotationKey.prefix)",
                value: name,
                effect: "the controller ignores it",
                fix: trial.fix(
                    isFree ? Fix("rename it to \"\(key.clipped(to: 120))\"", .rename(field, to: key)) : nil,
                    else: Fix("give it the prefix \(AnnotationKey.prefix), and mend what that brings to light")
                )
            )
        }
    }

    /// The oldest controller reads few of the names that the others know.
    private static func checkUnread(_ review: IngressReview, _ findings: inout FindingCollector) {
        let prefix = AnnotationKey.prefix
        for (key, _) in review.annotations.all(withPrefix: prefix) {
            let name = String(Substring(key.utf8.dropFirst(prefix.utf8CodeUnitCount)))
            guard isKnown(name), !KnownAnnotations.legacy.contains(name) else { continue }
            guard !AWSAnnotationNames.contains(name), KnownAnnotations.legacyLoadBalancer[name] == nil else { continue }
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
        KnownAnnotations.alb.contains(name) || AWSAnnotationNames.contains(name)
            || KnownAnnotations.legacyLoadBalancer[name] != nil || KnownAnnotations.isServiceAnnotation(name)
    }
}
