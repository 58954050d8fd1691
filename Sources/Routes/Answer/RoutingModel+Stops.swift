package import ALBController
import Kubernetes

extension RoutingModel {
    /// What makes the controller give up on the whole ALB, each object once, as far as that does not rest on an object
    /// of which it is not known whether it is there.
    package func stops(_ context: RouteContext, limit: Int) -> [RouteStop] {
        var stops: [RouteStop] = []
        var seen: Set<ObjectReference> = []
        for problem in problems where problem.consequence >= .groupFails && problem.isReached {
            if case .missingSecret = problem.kind, !context.completeKinds.contains(.secret) { continue }
            let object = problem.ingress.map { ObjectReference(.ingress, $0) } ?? ObjectReference(.albConfig, albConfig)
            guard stops.count < limit, seen.insert(object).inserted else { continue }
            stops.append(RouteStop(object: object, field: problem.field))
        }
        return stops
    }
}
