import ALBController
import Admission
import Kubernetes

/// The annotation may have been filled in, so that the author's file never had it.
struct ListenPortsRemoved: Rule {
    static let description = RuleDescription(
        id: "ALB216",
        name: "listen-ports-removed",
        summary: "An update should not lose ports by dropping the annotation listen-ports.",
        severity: .warn,
        kinds: [.ingress],
        operations: [.update],
        effect: "Without the annotation hosts in spec.tls are served on 443 only and all others on 80 only, so a port "
            + "that answered is closed without a word.",
        example: "metadata: {annotations: {}}   # listen-ports was '[{\"HTTP\": 80}, {\"HTTPS\": 443}]'",
        fix: "Write the annotation into the file, or use kubectl apply, which leaves alone what no file ever had.",
        sources: [PublicSource.model, PublicSource.rules]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.operation == .update, case .absent = review.listenPorts,
            let value = review.oldHead?.metadata.annotations[AnnotationKey.listenPorts],
            case .ports = ListenPorts(value), let old = review.old, let new = review.listeners,
            let before = EffectiveListeners(old, profile: review.profile),
            // Where spec.tls goes too, that is what closes the port.
            old.tls.isEmpty || !review.object.tls.isEmpty
        else { return }
        var lost: [ListenerKey] = []
        var hosts: [String] = []
        for rule in review.object.rules {
            let closed = before.listeners.filter { !new.listeners(forHost: rule.host).contains($0) }
            guard !closed.isEmpty else { continue }
            for key in closed where !lost.contains(key) { lost.append(key) }
            if !rule.host.isEmpty, !hosts.contains(rule.host) { hosts.append(rule.host) }
        }
        guard !lost.isEmpty else { return }
        let field = FieldPath.annotation(AnnotationKey.listenPorts)
        findings.add(
            field,
            "the update takes it away",
            value: value,
            effect: "\(NameList(lost)) is no longer served" + (hosts.isEmpty ? "" : " for \(NameList(hosts))"),
            fix: Fix(
                "set it to '\(value.clipped)' again",
                .annotate(AnnotationKey.listenPorts, value, in: review.annotations)
            )
        )
    }
}
