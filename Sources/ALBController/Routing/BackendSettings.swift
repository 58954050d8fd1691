import Kubernetes

/// The annotations that a server group of an Ingress is refused for.
///
/// Source: `checkIngressProtocolAnnotations` and `checkBackendSchedulerAnnotations` in `model_build_server_group.go` of
/// alibaba/alibaba-load-balancer-controller.
enum BackendSettings {
    static func problems(_ facts: IngressFacts) -> [GroupProblem] {
        var problems: [GroupProblem] = []
        if facts.annotations[AnnotationKey.backendProtocol] == "grpc" {
            if facts.ingress.tls.isEmpty {
                let field = FieldPath.annotation(AnnotationKey.backendProtocol)
                problems.append(facts.problem(.grpcWithoutTLS, .groupFails, at: field))
            }
            for key in plainListeners(facts) {
                let field = FieldPath.annotation(AnnotationKey.listenPorts)
                problems.append(facts.problem(.grpcOnPlainListener(key), .groupFails, at: field))
            }
        }
        if facts.profile != .legacy, let scheduler = facts.annotations[AnnotationKey.backendScheduler],
            !schedulers.contains(scheduler)
        {
            let field = FieldPath.annotation(AnnotationKey.backendScheduler)
            problems.append(facts.problem(.scheduler(scheduler), .groupFails, at: field))
        }
        return problems
    }

    private static let schedulers: Set<String> = ["wrr", "wlc", "sch", "uch"]

    /// All but HTTPS and a redirected HTTP 80; without `listen-ports` nothing is asked but an entry of `spec.tls`.
    private static func plainListeners(_ facts: IngressFacts) -> [ListenerKey] {
        guard case .ports(let keys) = facts.listenPorts else { return [] }
        let plain = keys.filter { $0.listenerProtocol != .https && !($0 == .http80 && facts.redirects) }
        return Set(plain).sorted { $0.description < $1.description }
    }
}
