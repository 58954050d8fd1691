import ALBController
import Admission
import JSON
import Kubernetes

extension PlaceholderLeft {
    /// Server groups in actions, and the annotations that hold an ID.
    struct OfIngress: Rule {
        static var description: RuleDescription { PlaceholderLeft.description }

        private static let annotations: [StaticString] = [
            AnnotationKey.certificateID, "alb.ingress.kubernetes.io/server-group-id",
            "alb.ingress.kubernetes.io/server-group-resource-group-id",
        ]
        /// Read by the oldest controller only.
        private static let ofLoadBalancer: [StaticString] = [
            "alb.ingress.kubernetes.io/id", "alb.ingress.kubernetes.io/vswitch-ids",
        ]

        static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
            for key in review.profile == .legacy ? ofLoadBalancer : annotations {
                guard let text = review.annotations[key], !text.isEmpty else { continue }
                let ids = text.split(separator: ",").map { GoText.trimSpace($0) }
                guard let wrong = ids.first(where: { Placeholder.find(in: $0) != nil }) else { continue }
                PlaceholderLeft.check(wrong, FieldPath.annotation(key), &findings, severity: .warn)
            }
            guard review.facts.hasActions else { return }
            var seen: Set<String> = []
            for path in review.object.paths {
                guard let service = path.backend?.serviceName, seen.insert(service).inserted,
                    let actions = review.facts.actions(service)
                else { continue }
                check(actions, service, review, &findings)
            }
        }

        private static func check(
            _ actions: CustomActions,
            _ service: String,
            _ review: IngressReview,
            _ findings: inout FindingCollector
        ) {
            let ids = serverGroups(actions).filter { Placeholder.find(in: $0.id) != nil }
            guard !ids.isEmpty else { return }
            let key = "\(AnnotationKey.actionsPrefix)\(service)"
            let document = try? JSONDocument(parsing: Array((review.annotations[key] ?? "").utf8))
            let isReached = review.object.paths.contains {
                $0.backend?.serviceName == service && review.model.makesRule($0)
            }
            for (id, place) in ids {
                PlaceholderLeft.check(
                    id,
                    FieldPath.annotation(key),
                    inside: document?.written(place) ?? place,
                    &findings,
                    severity: isReached ? nil : .warn
                )
            }
        }

        private static func serverGroups(_ actions: CustomActions) -> [(id: String, place: JSONPointer)] {
            var found: [(id: String, place: JSONPointer)] = []
            for (index, action) in actions.configs.enumerated() {
                let forward = JSONPointer([String(index), "forwardConfig", "serverGroups"])
                for (number, group) in (action.forward?.serverGroups ?? []).enumerated() {
                    found.append((group.serverGroupID, forward.appending(String(number)).appending("serverGroupID")))
                }
                let mirror = JSONPointer([
                    String(index), "TrafficMirrorConfig", "MirrorGroupConfig", "ServerGroupTuples",
                ])
                for (number, group) in (action.trafficMirror?.group.serverGroups ?? []).enumerated() {
                    found.append((group.serverGroupID, mirror.appending(String(number)).appending("serverGroupID")))
                }
            }
            return found
        }
    }
}

extension PlaceholderLeft {
    /// A Service may name a server group that is there already.
    struct OfService: Rule {
        static var description: RuleDescription { PlaceholderLeft.description }

        private static let annotations: [StaticString] = [
            "alb.ingress.kubernetes.io/server-group-id", "alb.ingress.kubernetes.io/server-group-resource-group-id",
        ]

        static func check(_ review: ObjectReview<Service>, _ findings: inout FindingCollector) {
            for key in annotations {
                guard let text = review.object.metadata.annotations[key], Placeholder.find(in: text) != nil else {
                    continue
                }
                PlaceholderLeft.check(text, FieldPath.annotation(key), &findings, severity: .warn)
            }
        }
    }
}
