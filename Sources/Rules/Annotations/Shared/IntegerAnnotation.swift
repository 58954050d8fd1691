import ALBController
import Admission
import Kubernetes

/// An annotation that the controller reads with `strconv.Atoi`: what is no integer becomes the default without a word,
/// and an integer outside the range fails later, when the server group is made.
struct IntegerAnnotation {
    var key: StaticString
    var range: ClosedRange<Int>
    /// What the controller uses instead of a text that is no integer.
    var fallback: Int
    var isSeconds = false

    func check(
        _ review: IngressReview,
        _ severity: @autoclosure () -> SeverityTable,
        _ findings: inout FindingCollector
    ) {
        guard let text = review.annotations[key], !text.isEmpty, !isFine(text) else { return }
        let field = FieldPath.annotation(key)
        guard let number = GoText.atoi(text) else {
            findings.advise(
                field,
                "\"\(text.clipped)\" is not an integer",
                value: text,
                effect: "the controller uses its default \(fallback) without a word",
                fix: fix(text, field)
            )
            return
        }
        findings.add(
            field,
            "\(number) is outside \(range.lowerBound)-\(range.upperBound)",
            value: text,
            effect: BackendAnnotation.effect,
            fix: fix(text, field),
            severity: severity()
        )
    }

    /// Whether the annotation is absent, or empty, or what the controller takes.
    func isFine(in annotations: Annotations) -> Bool {
        let text = annotations[key] ?? ""
        return text.isEmpty || isFine(text)
    }

    private func isFine(_ text: String) -> Bool { GoText.atoi(text).map(range.contains) ?? false }

    /// Blanks, and the unit that is meant anyhow, can be taken away without a guess.
    private func fix(_ text: String, _ field: FieldPath) -> Fix {
        let trimmed = GoText.trimSpace(text)
        let plain = isSeconds && trimmed.hasSuffix("s") ? GoText.trimSpace(trimmed.dropLast()) : trimmed
        guard plain != text, isFine(plain) else {
            return "write an integer from \(range.lowerBound) to \(range.upperBound)"
        }
        return .write(plain, in: field)
    }
}

/// What rules about server group annotations have in common.
enum BackendAnnotation {
    static let effect =
        "the server group cannot be made, so the controller would stop updating every Ingress on this ALB"
}
