import ALBController
import Admission
import Kubernetes

/// A path of an Ingress as the rule that ALB gets: what it matches, and where.
struct RoutedPath {
    var ingress: ObjectName
    private var source: IngressPath
    /// As written in the Ingress.
    var host: String
    var path: String
    /// Alternatives; the empty text is every host.
    var hosts: [String]
    var patterns: [String]
    /// Asks for more than host and path, so it shadows nothing.
    var isConditional: Bool
    var listeners: [ListenerKey]

    /// What has more values than this is left out, so that nobody has to multiply them.
    private static let valueLimit = 32

    var field: FieldPath { source.field }

    /// Rules of requests in the order written; what the controller refuses or leaves out is missing.
    static func all(of ingress: Ingress, profile: ControllerProfile, limit: Int = .max) -> [RoutedPath] {
        let annotations = ingress.metadata.annotations
        let canary = CanarySettings(annotations)
        guard canary.makesRules, let listeners = EffectiveListeners(ingress, profile: profile) else { return [] }
        let directions = annotations.byService(AnnotationKey.ruleDirectionPrefix)
        let conditionTexts = profile == .legacy ? [:] : annotations.byService(AnnotationKey.conditionsPrefix)
        let regex = profile == .legacy ? RegexAnnotations() : RegexAnnotations(annotations)
        let canaryConditions = canary.conditions
        let name = ObjectName(ingress.metadata)
        var conditions: [String: CustomConditions] = [:]
        var routed: [RoutedPath] = []
        for path in ingress.paths {
            guard routed.count < limit else { break }
            guard let service = path.backend?.serviceName,
                directions[service] != "Response",
                case .patterns(let patterns) = IngressPathPatterns(
                    path: path.path,
                    pathType: path.pathType,
                    annotations: regex,
                    profile: profile
                )
            else { continue }
            var custom = CustomConditions.none
            if let text = conditionTexts[service] {
                custom = conditions[service] ?? CustomConditions(text)
                conditions[service] = custom
            }
            guard custom.hosts.count * max(custom.paths.count, 1) <= valueLimit, custom.paths.count <= valueLimit else {
                continue
            }
            let hosts = path.host.isEmpty ? custom.hosts : custom.hosts + [path.host]
            routed.append(
                RoutedPath(
                    ingress: name,
                    source: path,
                    host: path.host,
                    path: IngressPathPatterns.stored(path.path),
                    hosts: hosts.isEmpty ? [""] : hosts,
                    patterns: custom.paths + patterns,
                    isConditional: !canaryConditions.isEmpty || custom.asksForMore,
                    listeners: listeners.placement == .everywhere
                        ? listeners.listeners : listeners.listeners(forHost: path.host)
                )
            )
        }
        return routed
    }
}

extension CustomConditions {
    /// Besides hosts and paths, which only make a rule wider.
    var asksForMore: Bool {
        !separate.isEmpty || !methods.isEmpty || !sourceIPs.isEmpty || !statusCodes.isEmpty
    }
}
