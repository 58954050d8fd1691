import ALBController
import Admission
import Kubernetes

/// gRPC backends are for TLS listeners; the controller checks it late and stops the group.
struct GRPCNeedsHTTPS: Rule {
    static let description = RuleDescription(
        id: "ALB313",
        name: "grpc-needs-https",
        summary: "backend-protocol \"grpc\" needs spec.tls and HTTPS listeners only.",
        severity: .deny,
        kinds: [.ingress],
        stopsALB: true,
        effect:
            "The controller fails with \"'grpc' backend protocol must be use TLS listener\" for every Ingress on the "
            + "ALB. HTTP on port 80 is allowed together with ssl-redirect \"true\".",
        example: #"backend-protocol: grpc   # with listen-ports '[{"HTTP": 80}]'"#,
        fix: "Set spec.tls and listen-ports '[{\"HTTPS\": 443}]'.",
        sources: [PublicSource.serverGroupModel]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.annotations[AnnotationKey.backendProtocol] == "grpc", let listeners = review.listeners else {
            return
        }
        for problem in review.model.problems {
            switch problem.kind {
            case .grpcWithoutTLS: addMissingTLS(problem, review.profile, &findings)
            case .grpcOnPlainListener(let key): addPlainListener(problem, key, &findings)
            default: continue
            }
        }
        guard !review.object.tls.isEmpty, !listeners.isDeclared,
            !listeners.listeners.contains(where: { $0.listenerProtocol == .https })
        else { return }
        findings.advise(
            FieldPath.annotation(AnnotationKey.backendProtocol),
            "\"grpc\" needs HTTPS, but spec.tls names no hosts and the rules go to 80/HTTP",
            value: "grpc without hosts",
            effect: "gRPC clients cannot connect",
            fix: "add hosts to spec.tls, or listen-ports with HTTPS ports only"
        )
    }

    private static func addMissingTLS(
        _ problem: GroupProblem,
        _ profile: ControllerProfile,
        _ findings: inout FindingCollector
    ) {
        findings.add(
            problem.field,
            "\"grpc\" requires spec.tls",
            value: "grpc without tls",
            effect: profile == .ack
                ? "before v2.15 the controller stops updating every Ingress on this ALB" : GroupFailure.effect,
            fix: "add spec.tls with hosts and a secretName, and use HTTPS ports only",
            severity: SeverityTable(ack: .warn, lbc: .deny, legacy: .deny).grade(if: problem.isReached)
        )
    }

    private static func addPlainListener(
        _ problem: GroupProblem,
        _ key: ListenerKey,
        _ findings: inout FindingCollector
    ) {
        findings.add(
            problem.field,
            "listener \(key) cannot be used with backend-protocol \"grpc\"",
            value: "\(key) grpc",
            effect: GroupFailure.effect,
            fix: key == .http80
                ? "list HTTPS ports only, or redirect this one with ssl-redirect" : "list HTTPS ports only",
            severity: description.severity.grade(if: problem.isReached)
        )
    }
}
