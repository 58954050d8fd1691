import ALBController
import Admission
import Kubernetes

/// With Flannel an ALB reaches Pods through node ports only, which a ClusterIP Service does not have.
struct ClusterIPOnFlannel: Rule {
    static let description = RuleDescription(
        id: "ALB408",
        name: "clusterip-on-flannel",
        summary: "With Flannel the backend Service must be of type NodePort or LoadBalancer.",
        severity: .warn,
        gravest: .deny,
        kinds: [.ingress],
        needs: [.service],
        effect:
            "The controller fails with \"cluster service type just support eni mode for alb ingress\", and new server "
            + "groups of this ALB are not made. Without the setting network.plugin the plugin is told from DaemonSets "
            + "(kube-flannel, terway) in the context; while it is not known, nothing is said.",
        example: "kind: Service, spec: {type: ClusterIP}",
        fix: "Create a Service of type NodePort for the same Pods and point the Ingress to it.",
        sources: [PublicSource.serviceUtils, PublicSource.quickStart]
    )

    private static let failure = "cluster service type just support eni mode for alb ingress"
    private static let backendType: StaticString = "service.beta.kubernetes.io/backend-type"
    private static let serverGroupType: StaticString = "alb.ingress.kubernetes.io/server-group-type"

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        let plugin = review.context.networkPlugin
        let isIPGroup = review.profile == .ack && GoText.equalFold(review.annotations[serverGroupType] ?? "", "Ip")
        var seen: Set<String> = []
        for reference in review.model.backends where seen.insert(reference.service).inserted {
            guard let service = review.model.service(reference.service), service.type == "ClusterIP" else { continue }
            let written = service.metadata.annotations[backendType] ?? ""
            guard written != "eni" else { continue }
            if !written.isEmpty {
                addForcedType(reference, written, &findings)
            } else if plugin == .flannel, !isIPGroup {
                // Who sets the plugin is certain; who has a DaemonSet of it may have moved on.
                let isSet = review.context.settings.network.plugin == .flannel
                add(reference, service, isSet: isSet, review, &findings)
            }
        }
    }

    private static func add(
        _ reference: BackendReference,
        _ service: Service,
        isSet: Bool,
        _ review: IngressReview,
        _ findings: inout FindingCollector
    ) {
        let name = reference.service.clipped
        let isCertain = isSet && service.declaresType && review.model.makesServerGroup(of: reference)
        findings.add(
            reference.nameField,
            "Service \"\(name)\" is of type ClusterIP, which an ALB cannot reach with Flannel",
            value: reference.service,
            effect: "the controller fails with \"\(failure)\"",
            fix: "create a Service of type NodePort for the same Pods and point the Ingress to it",
            severity: isCertain ? .deny : .warn
        )
    }

    /// Any other text than `eni`, `ENI` too, overrides a cluster that uses elastic network interfaces.
    private static func addForcedType(
        _ reference: BackendReference,
        _ written: String,
        _ findings: inout FindingCollector
    ) {
        findings.advise(
            reference.nameField,
            "Service \"\(reference.service.clipped)\" is of type ClusterIP and its annotation \(backendType) is "
                + "\"\(written.clipped)\"",
            value: "\(reference.service) \(written)",
            effect: "the controller fails with \"\(failure)\"",
            fix: "set the annotation of the Service to eni in lower case, or use a Service of type NodePort"
        )
    }
}
