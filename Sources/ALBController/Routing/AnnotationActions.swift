import Kubernetes

/// The actions that annotations of the Ingress add to each of its rules.
package final class AnnotationActions {
    private(set) var limit: RuleAction?
    private(set) var cors: RuleAction?
    private(set) var rewrite: RuleAction?
    /// Whether either of the two limits is set, which excludes an action of that kind.
    package private(set) var hasLimit = false
    /// Why the limits cannot be read, and the annotation that is named for it.
    private(set) var limitProblem: (reason: TrafficLimit.Problem, key: StaticString)?

    /// The two limits, when they can be read.
    package var trafficLimit: TrafficLimit? {
        guard case .trafficLimit(let limit)? = limit else { return nil }
        return limit
    }

    /// How many of them each rule gets.
    package var count: Int { (hasLimit ? 1 : 0) + (cors == nil ? 0 : 1) + (rewrite == nil ? 0 : 1) }

    init() {}

    init(_ annotations: Annotations) {
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
            let isTotalFine = qps.isEmpty || (GoText.atoi(qps) ?? 0) >= 1
            limitProblem = (reason, isTotalFine ? AnnotationKey.trafficLimitIPQPS : AnnotationKey.trafficLimitQPS)
        }
    }
}
