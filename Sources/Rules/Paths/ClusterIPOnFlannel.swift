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
        kinds: [.ingress],
        needs: [.service],
        effect:
            "The controller fails with \"cluster service type just support eni mode for alb ingress\", and new server "
            + "groups of this ALB are not made. Only a warning unless network.plugin is set to flannel.",
        example: "kind: Service, spec: {type: ClusterIP}",
        fix: "Create a Service of type NodePort for the same Pods and point the Ingress to it.",
        sources: [PublicSource.serviceUtils, PublicSource.quickStart]
    )

    private static let failure = "cluster service type just support eni mode for alb ingress"
    private static let backendType: StaticString = "service.beta.kubernetes.io/backend-type"
    private static let serverGroupType: StaticString = "alb.ingress.kubernetes.io/server-group-type"

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        let plugin = review.context.settings.network.plugin
        let isIPGroup = review.profile == .ack && GoText.equalFold(review.annotations[serverGroupType] ?? "", "Ip")
        var seen: Set<String> = []
        for reference in review.model.backends where seen.insert(reference.service).inserted {
            guard let service = review.model.service(reference.service), service.type == "ClusterIP" else { continue }
            let written = service.metadata.annotations[backendType] ?? ""
            guard written != "eni" else { continue }
            if !written.isEmpty {
                addForcedType(reference, written, &findings)
            } else if plugin != .terway, !isIPGroup {
                add(reference, service, isFlannel: plugin == .flannel, review, &findings)
            }
        }
    }

    private static func add(
        _ reference: BackendReference,
        _ service: Service,
        isFlannel: Bool,
        _ review: IngressReview,
        _ findings: inout FindingCollector
    ) {
        let name = reference.service.clipped
        let isCertain = isFlannel && service.declaresType && review.model.makesServerGroup(of: reference)
        let consequence = "the controller fails with \"\(failure)\""
        let nodePort = "create a Service of type NodePort for the same Pods and point the Ingress to it"
        findings.add(
            reference.nameField,
            "Service \"\(name)\" is of type ClusterIP, which an ALB cannot reach with Flannel",
            value: reference.service,
            effect: isFlannel ? consequence : "fine with Terway, else " + consequence,
            fix: Fix(isFlannel ? nodePort : nodePort + "; with Terway set network.plugin to terway in the settings"),
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
