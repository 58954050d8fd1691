import Kubernetes

/// The annotations that a server group of an Ingress is refused for.
///
/// Source: `checkIngressProtocolAnnotations` and `checkBackendSchedulerAnnotations` in `model_build_server_group.go` of
/// alibaba/alibaba-load-balancer-controller.
enum BackendSettings {
    static func problems(_ ingress: Ingress) -> [GroupProblem] {
        let name = ObjectName(ingress.metadata)
        let annotations = ingress.metadata.annotations
        var problems: [GroupProblem] = []
        if annotations[AnnotationKey.backendProtocol] == "grpc", let kind = grpc(ingress) {
            let field = FieldPath.annotation(AnnotationKey.backendProtocol)
            problems.append(GroupProblem(kind, .groupFails, of: name, at: field))
        }
        if let scheduler = annotations[AnnotationKey.backendScheduler], !schedulers.contains(scheduler) {
            let field = FieldPath.annotation(AnnotationKey.backendScheduler)
            problems.append(GroupProblem(.scheduler(scheduler.clippedPrefix), .groupFails, of: name, at: field))
        }
        return problems
    }

    private static let schedulers: Set<String> = ["wrr", "wlc", "sch", "uch"]

    /// An empty TLS entry is enough, and without `listen-ports` nothing else is asked.
    private static func grpc(_ ingress: Ingress) -> GroupProblem.Kind? {
        if ingress.tls.isEmpty { return .grpcWithoutTLS }
        let annotations = ingress.metadata.annotations
        let redirects = annotations.raw(AnnotationKey.nginxSSLRedirect, else: AnnotationKey.sslRedirect) == "true"
        guard case .ports(let keys) = ListenPorts(annotations[AnnotationKey.listenPorts]) else { return nil }
        let isPlain = keys.contains { key in
            switch key.listenerProtocol {
            case .https: false
            case .http: !(redirects && key.port == 80)
            case .quic: true
            }
        }
        return isPlain ? .grpcOnPlainListener : nil
    }
}
