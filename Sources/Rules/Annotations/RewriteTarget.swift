import ALBController
import Admission
import Kubernetes

/// ALB writes captures as `${1}`, and only Prefix paths are regular expressions that can capture.
struct RewriteTarget: Rule {
    static let description = RuleDescription(
        id: "ALB511",
        name: "rewrite-target",
        summary: "rewrite-target must refer to captures of the path as ${1}, ${2} and so on.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.ingress],
        effect: "The text is sent to the backend as it is, so the application answers 404.",
        example: #"alb.ingress.kubernetes.io/rewrite-target: "/$2""#,
        fix: "Write ${2} instead of $2, and have that many groups in each Prefix path.",
        sources: [PublicSource.dictionary, PublicSource.migration]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let target = review.annotations.trimmed(AnnotationKey.rewriteTarget) else { return }
        let field = FieldPath.annotation(AnnotationKey.rewriteTarget)
        let scan = CaptureScan(target)
        if let bare = scan.bare {
            findings.add(
                field,
                "\"$\(bare)\" is the form of nginx",
                value: target,
                effect: "ALB takes it literally",
                fix: "write \"${\(bare)}\""
            )
        }
        if target.utf8.first != UInt8(ascii: "/"), target.utf8.first != UInt8(ascii: "$") {
            findings.add(
                field,
                "\"\(target.clipped)\" does not begin with a slash",
                value: target,
                effect: "ALB may refuse the rule, and then rule updates of the whole load balancer stop",
                fix: "write \"/\(target.clipped)\""
            )
        }
        guard scan.highest > 0 else { return }
        checkGroups(review, target, scan.highest, &findings)
    }

    private static func checkGroups(
        _ review: IngressReview,
        _ target: String,
        _ highest: Int,
        _ findings: inout FindingCollector
    ) {
        for path in review.object.paths {
            let isPrefix = path.pathType == "Prefix" || path.pathType.isEmpty
            guard isPrefix, IngressPathPatterns.stored(path.path) != "/" else {
                findings.add(
                    path.field.key(isPrefix ? "path" : "pathType"),
                    isPrefix
                        ? "\"/\" is no regular expression, but rewrite-target uses ${\(highest)}"
                        : "\(path.pathType.clipped) captures nothing, but rewrite-target uses ${\(highest)}",
                    value: "\(path.pathType) \(path.path) \(highest)",
                    effect: "requests are rewritten to a wrong path",
                    fix: isPrefix ? "write a path with groups, such as \"/(.*)\"" : "use pathType Prefix"
                )
                continue
            }
            let groups = PathText.captureCount(path.path)
            guard groups < highest, path.path != target else { continue }
            findings.add(
                path.field.key("path"),
                "\"\(path.path.clipped)\" has \(groups) groups, but rewrite-target uses ${\(highest)}",
                value: "\(path.path) \(highest)",
                effect: "requests are rewritten to a wrong path",
                fix: "add groups in round brackets to the path, or use a lower number in rewrite-target"
            )
        }
    }

    /// References to captures in a target.
    private struct CaptureScan {
        /// The first digit behind a bare dollar sign.
        var bare: Character?
        /// The highest number in `${n}`.
        var highest = 0

        init(_ target: String) {
            let bytes = Array(target.utf8)
            var index = 0
            while index + 1 < bytes.count {
                defer { index += 1 }
                guard bytes[index] == UInt8(ascii: "$") else { continue }
                let next = bytes[index + 1]
                if Self.isDigit(next), bare == nil { bare = Character(Unicode.Scalar(next)) }
                guard next == UInt8(ascii: "{") else { continue }
                let digits = bytes[(index + 2)...].prefix(while: Self.isDigit)
                guard !digits.isEmpty, digits.count < 4, digits.endIndex < bytes.count,
                    bytes[digits.endIndex] == UInt8(ascii: "}")
                else { continue }
                highest = max(highest, digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) })
            }
        }

        private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
    }
}
