import Kubernetes

/// The annotations that a server group of an Ingress is refused for.
///
/// Source: `checkIngressProtocolAnnotations` and `checkBackendSchedulerAnnotations` in `model_build_server_group.go` of
/// alibaba/alibaba-load-balancer-controller.
enum BackendSettings {
    static func problems(_ facts: IngressFacts) -> [GroupProblem] {
        var problems: [GroupProblem] = []
        if facts.annotations[AnnotationKey.backendProtocol] == "grpc" {
            let field = FieldPath.annotation(AnnotationKey.backendProtocol)
            for kind in grpc(facts) { problems.append(facts.problem(kind, .groupFails, at: field)) }
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

    /// An empty TLS entry is enough, and without `listen-ports` nothing else is asked.
    private static func grpc(_ facts: IngressFacts) -> [GroupProblem.Kind] {
        var kinds: [GroupProblem.Kind] = facts.ingress.tls.isEmpty ? [.grpcWithoutTLS] : []
        guard case .ports(let keys) = facts.listenPorts else { return kinds }
        for key in Set(keys).sorted(by: { $0.description < $1.description }) {
            guard key.listenerProtocol != .https, !(key == .http80 && facts.redirects) else { continue }
            kinds.append(.grpcOnPlainListener(key))
        }
        return kinds
    }
}
