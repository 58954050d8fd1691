import Kubernetes

/// The actions that annotations of the Ingress add to each of its rules.
struct AnnotationActions {
    private(set) var limit: RuleAction?
    let cors: RuleAction?
    let rewrite: RuleAction?
    /// Whether either of the two limits is set, which excludes an action of that kind.
    let hasLimit: Bool
    private(set) var problems: [GroupProblem] = []

    init(_ annotations: Annotations, of ingress: ObjectName) {
        let qps = annotations.trimmed(AnnotationKey.trafficLimitQPS) ?? ""
        let perIP = annotations.trimmed(AnnotationKey.trafficLimitIPQPS) ?? ""
        hasLimit = !qps.isEmpty || !perIP.isEmpty
        cors = CorsSettings.action(annotations)
        rewrite = annotations.trimmed(AnnotationKey.rewriteTarget).map { target in
            var config = RewriteConfig()
            config.host = "${host}"
            config.path = target
            config.query = "${query}"
            return .rewrite(config)
        }
        guard hasLimit else { return }
        switch TrafficLimit.parse(qps: qps, perIP: perIP) {
        case .success(let parsed): limit = .trafficLimit(parsed)
        case .failure(let reason):
            let key = qps.isEmpty ? AnnotationKey.trafficLimitIPQPS : AnnotationKey.trafficLimitQPS
            problems = [GroupProblem(.trafficLimit(reason), .groupFails, of: ingress, at: .annotation(key))]
        }
    }
}
