package import ALBController
import Kubernetes

/// What stands behind the server groups that a rule forwards to.
package struct BackendLookup {
    private let context: RouteContext
    private let annotations: [ObjectName: Annotations]

    private static let backendType: StaticString = "service.beta.kubernetes.io/backend-type"

    package init(_ context: RouteContext, _ members: [IngressFacts]) {
        self.context = context
        annotations = Dictionary(members.map { ($0.name, $0.annotations) }) { first, _ in first }
    }

    /// The application's protocol as the controller reads it.
    func protocolText(_ ingress: ObjectName) -> String {
        let text = annotations[ingress]?[AnnotationKey.backendProtocol] ?? ""
        return text == "https" || text == "grpc" ? text : "http"
    }

    package func backends(_ groups: [WeightedServerGroup]) -> [RouteBackend] {
        let sum = groups.reduce(0) { $0 &+ max(0, $1.weight) }
        return groups.map { group in
            let percent = sum > 0 && group.weight >= 0 ? (group.weight.multipliedReportingOverflow(by: 100)) : nil
            let share = percent.flatMap { $0.overflow ? nil : ($0.partialValue &+ sum / 2) / sum }
            return backend(group, percent: groups.count == 1 ? 100 : share)
        }
    }

    private func backend(_ group: WeightedServerGroup, percent: Int?) -> RouteBackend {
        switch group.group {
        case .id(let id):
            return RouteBackend(target: .serverGroup(id: id), weight: group.weight, percent: percent)
        case .service(let ingress, let service, let port):
            let name = ObjectName(ingress.namespace, service)
            var backend = RouteBackend(
                target: .service(name, port: port),
                ingress: ingress,
                weight: group.weight,
                percent: percent
            )
            let known = context.snapshot.services[name].flatMap { $0.metadata.isTerminating ? nil : $0 }
            backend.serviceType = known?.type
            backend.readyEndpoints = context.endpoints.ready(name)
            backend.fault = fault(name, port, known, backend.readyEndpoints)
            return backend
        }
    }

    private func fault(_ name: ObjectName, _ port: Int, _ service: Service?, _ ready: Int?) -> RouteFault? {
        guard !name.name.isEmpty else {
            return RouteFault(reason: "the backend names no Service", fix: "name a Service")
        }
        guard let service else {
            guard context.completeKinds.contains(.service) else { return nil }
            return RouteFault(
                reason: "Service \(name) does not exist, so the server group is empty",
                fix: "create it in namespace \(name.namespace), where the Ingress is, or correct the backend's name"
            )
        }
        if service.type == "ExternalName" {
            return RouteFault(
                reason: "Service \(name) is of type ExternalName, which has no addresses for an ALB",
                fix: "use a Service with Pods behind it"
            )
        }
        if port == 0 {
            return RouteFault(
                reason: "the backend port is a name, which is read as port 0",
                fix: "write the port's number"
            )
        }
        guard service.ports.contains(where: { $0.port == port }) else {
            let ports = service.ports.map { String($0.port) }
            return RouteFault(
                reason: "Service \(name) has no port \(port) (it has \(ports.isEmpty ? "none" : Words.list(ports)))",
                fix: "write a port that the Service has under ports[].port, not a targetPort"
            )
        }
        let written = service.metadata.annotations[Self.backendType] ?? ""
        if service.type == "ClusterIP", context.isFlannel, written != "eni" {
            return RouteFault(
                reason: "Service \(name) is of type ClusterIP, which an ALB cannot reach with Flannel",
                fix: "make it NodePort or LoadBalancer"
            )
        }
        guard ready == 0 else { return nil }
        return RouteFault(
            reason: "Service \(name) has no endpoint that is ready",
            fix:
                "see that its selector finds Pods ('kubectl get endpointslices') and that they pass their readiness probe"
        )
    }
}
