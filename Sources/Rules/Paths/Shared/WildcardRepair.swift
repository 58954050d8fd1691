import ALBController
import Admission
import Kubernetes

/// What keeps a wildcard of the path type Exact or Prefix: type ImplementationSpecific, where `*` stands for any text;
/// or regular expressions, where it is part of one.
struct WildcardRepair {
    private let review: IngressReview
    private var regex: RegexRepair
    private let isFree: Bool

    init(_ review: IngressReview) {
        self.review = review
        regex = RegexRepair(review)
        let annotations = RegexAnnotations(review.annotations)
        isFree = review.profile != .legacy && annotations.useRegex == nil && annotations.rewriteTarget == nil
    }

    /// Has no edit where the path may be a regular expression, or `?` may begin a query.
    mutating func fix(path: String, at field: FieldPath) -> Fix {
        guard review.profile != .legacy else { return "use pathType Prefix and a path without wildcard" }
        if PathText.isRegex(path), let whole = review.object.paths.first(where: { $0.field.key("path") == field }),
            let fix = regex.fix(whole)
        {
            return fix
        }
        guard isFree, path.utf8.first == UInt8(ascii: "/"), !path.contains("?"), !PathText.looksLikeRegex(path) else {
            return "use pathType ImplementationSpecific for a wildcard, Prefix with use-regex for a regular expression"
        }
        let type = FieldPath(components: Array(field.components.dropLast())).key("pathType")
        return Fix(
            "use pathType \"ImplementationSpecific\", which keeps the wildcard",
            .add(type, json: "\"ImplementationSpecific\"")
        )
    }
}
