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

    func check(_ review: IngressReview, _ severity: SeverityTable, _ findings: inout FindingCollector) {
        guard let text = review.annotations[key], !text.isEmpty else { return }
        let bounds = "\(range.lowerBound)-\(range.upperBound)"
        guard let number = GoText.atoi(text) else {
            findings.advise(
                FieldPath.annotation(key),
                "\"\(text.clipped)\" is not an integer",
                value: text,
                effect: "the controller uses its default \(fallback) without a word",
                fix: "write an integer in \(bounds), such as \"\(fallback)\""
            )
            return
        }
        guard !range.contains(number) else { return }
        findings.add(
            FieldPath.annotation(key),
            "\(number) is outside \(bounds)",
            value: text,
            effect: BackendAnnotation.effect,
            fix: "write an integer in \(bounds), such as \"\(fallback)\"",
            severity: severity
        )
    }
}

/// What rules about server group annotations have in common.
enum BackendAnnotation {
    static let effect =
        "the server group cannot be made, so the controller would stop updating every Ingress on this ALB"
}
