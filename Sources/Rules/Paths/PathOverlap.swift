import ALBController
import Admission
import Kubernetes

/// A cheap test that most Ingresses pass: whether any of its own paths may catch what another one matches.
///
/// It may say yes without reason and never no without; what it says yes to is compared rule by rule.
enum PathOverlap {
    static func isPossible(in ingress: Ingress) -> Bool {
        let annotations = ingress.metadata.annotations
        // Conditions widen a rule, and these two make prefixes regular expressions.
        guard !annotations.hasAny(withPrefix: AnnotationKey.conditionsPrefix),
            !annotations.contains(AnnotationKey.useRegex), !annotations.contains(AnnotationKey.rewriteTarget)
        else { return true }
        let hosts = Set(ingress.rules.map(\.host))
        guard hosts.count == ingress.rules.count else { return true }
        guard hosts.count == 1 || !hosts.contains(where: { $0.isEmpty || $0.hasPrefix("*") }) else { return true }
        return ingress.rules.contains { overlaps($0.paths) }
    }

    /// In sorted order a text that another one begins with stands right before one that begins with it.
    private static func overlaps(_ paths: [IngressPath]) -> Bool {
        let texts = paths.map { IngressPathPatterns.stored($0.path) }
        guard texts.allSatisfy({ $0.utf8.allSatisfy(isPlain) }) else { return true }
        let sorted = texts.sorted()
        return zip(sorted, sorted.dropFirst()).contains { $1.hasPrefix($0) }
    }

    /// ASCII without the wildcards of ALB and the mark of a regular expression.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte < 0x80 && byte != UInt8(ascii: "*") && byte != UInt8(ascii: "?") && byte != UInt8(ascii: "~")
    }
}
