import ALBController
import Admission
import Kubernetes

/// What turns the regular expressions of an Ingress into such for ALB too: pathType Prefix, and an annotation that is
/// there.
struct RegexRepair {
    private let review: IngressReview
    private let annotations: RegexAnnotations
    /// All paths at once, because the annotation concerns them all; nil where it would change what others mean.
    private lazy var whole: Fix? = fixOfAll()

    init(_ review: IngressReview) {
        self.review = review
        annotations = RegexAnnotations(review.annotations)
    }

    /// Nil where it is not certain that the path is a regular expression and nothing else stands against it.
    mutating func fix(_ path: IngressPath) -> Fix? {
        guard review.profile != .legacy, PathText.isRegex(path.path), hasEnoughGroups(path) else { return nil }
        guard annotations.useRegex.map({ BooleanWord.meaning($0) == true }) ?? true else { return nil }
        guard annotations.makeRegex(path.path) else { return whole }
        guard !Self.isPrefix(path) else { return nil }
        guard let value = annotations.useRegex, value != "true" else {
            return Fix("use pathType \"Prefix\"", Self.makePrefix(path))
        }
        return Fix("use pathType \"Prefix\" and annotation \(name): \"true\"", .all([Self.makePrefix(path), annotate]))
    }

    private func hasEnoughGroups(_ path: IngressPath) -> Bool {
        guard let target = annotations.rewriteTarget else { return true }
        let highest = RewriteTargetText(target).highest
        return highest <= PathText.captureCount(path.path) && (highest > 0 || !RewriteTargetText.isWide(path.path))
    }

    private func fixOfAll() -> Fix? {
        var changed: [IngressPath] = []
        for path in review.object.paths {
            let isRegex = PathText.isRegex(path.path)
            switch path.pathType {
            case "ImplementationSpecific" where isRegex:
                guard hasEnoughGroups(path) else { return nil }
                changed.append(path)
            // It may mean this very text.
            case "Exact", "ImplementationSpecific": if PathText.looksLikeRegex(path.path) { return nil }
            case "Prefix", "": if !isRegex, IngressPathPatterns.stored(path.path) != "/" { return nil }
            // An unknown type stops the group, whatever the annotation says.
            default: return nil
            }
        }
        guard !changed.isEmpty else { return Fix("set annotation \(name): \"true\"", annotate) }
        return Fix(
            "use pathType \"Prefix\"" + (changed.count > 1 ? " for all regular expressions" : "")
                + " and annotation \(name): \"true\"",
            .all(changed.map(Self.makePrefix) + [annotate])
        )
    }

    private var name: StaticString { AnnotationKey.useRegex }
    private var annotate: Edit { .annotate(name, "true", in: review.annotations) }

    private static func isPrefix(_ path: IngressPath) -> Bool { path.pathType == "Prefix" || path.pathType.isEmpty }

    private static func makePrefix(_ path: IngressPath) -> Edit {
        .add(path.field.key("pathType"), "Prefix")
    }
}
