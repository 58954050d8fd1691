import ALBController
import Admission
import Kubernetes

/// A canary beside the main Ingress and the other canaries with its host and path.
enum CanaryPairing {
    static func check(_ review: IngressReview, _ canary: CanarySettings, _ findings: inout FindingCollector) {
        guard let mine = review.listeners?.listeners else { return }
        for path in review.object.paths {
            guard let sharers = review.model.sharers(of: path) else { return }
            guard let main = sharers.mains.first else {
                addNoMain(path, &findings)
                continue
            }
            let theirs = review.model.listeners(of: main, forHost: path.host)
            if let missing = theirs.filter({ !mine.contains($0) }).map(\.description).min() {
                addMissing(missing, main, path, &findings)
            }
            if let main = review.model.mainLeavingToAnnotation(path) { addPlaceholder(main, path, &findings) }
            guard (1...100).contains(canary.weight) else { continue }
            let sum = canary.weight + sharers.canaryWeight
            if sum > 100 { addSum(sum, path, &findings) }
        }
    }

    private static func addNoMain(_ path: IngressPath, _ findings: inout FindingCollector) {
        findings.advise(
            path.field,
            "no other Ingress on this ALB has \"\((path.host + path.path).clipped)\"",
            value: "no main",
            effect: "the canary gets no requests until there is a main Ingress with this host and path",
            fix: "create the main Ingress first, with the same host and path text"
        )
    }

    private static func addMissing(
        _ listener: String,
        _ main: ObjectName,
        _ path: IngressPath,
        _ findings: inout FindingCollector
    ) {
        findings.advise(
            path.field,
            "the main Ingress \"\(main)\" serves this path on listener \(listener), the canary does not",
            value: "\(main) \(listener)",
            effect: "requests there never reach the canary",
            fix: "give the canary the same spec.tls and listen-ports"
        )
    }

    private static func addPlaceholder(_ main: ObjectName, _ path: IngressPath, _ findings: inout FindingCollector) {
        findings.advise(
            path.field,
            "the main Ingress \"\(main)\" leaves this path to its actions annotation (port use-annotation)",
            value: "\(main) use-annotation",
            effect: "a canary by weight gets no requests there, and no server group is made for it",
            fix: "write both Services with their weights into the ForwardGroup action of the main Ingress"
        )
    }

    private static func addSum(_ sum: Int, _ path: IngressPath, _ findings: inout FindingCollector) {
        findings.advise(
            path.field,
            "all canaries of \"\((path.host + path.path).clipped)\" together have weight \(sum)",
            value: "\(sum)",
            effect: "the main Ingress gets a weight below 0, which ALB may refuse",
            fix: "keep the sum at 100 or below"
        )
    }
}

/// A main Ingress that goes away, or a path of it, takes its canaries along.
enum LeavingMain {
    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.model.neighbours != nil else { return }
        for path in leaving(review) {
            guard let sharers = review.model.sharers(of: path), sharers.mains.isEmpty,
                let canary = sharers.canaries.first
            else { continue }
            findings.advise(
                review.operation == .delete ? path.field : FieldPath("spec", "rules"),
                "Ingress \"\(canary)\" is a canary of \"\((path.host + path.path).clipped)\", which goes away",
                value: "\(canary)",
                effect: "the canary gets no requests without it",
                fix: "remove the canary too, or make it the main Ingress"
            )
        }
    }

    private static func leaving(_ review: IngressReview) -> [IngressPath] {
        if review.operation == .delete { return Array(review.object.paths) }
        guard let old = review.old, !CanarySettings(old.metadata.annotations).isCanary else { return [] }
        let kept = Set(review.object.paths.map(HostAndPath.init))
        return old.paths.filter { !kept.contains(HostAndPath($0)) }
    }
}
