package import Kubernetes

/// Why the controller cannot find the servers behind a port of a Service that exists.
///
/// Sources, all of alibaba/alibaba-load-balancer-controller: `pkg/controller/ingress/reconcile/backend/
/// endpoint_resolver.go`, `GetNodes` in `pkg/controller/service/reconcile/backend/backend.go`, and
/// `pkg/provider/alibaba/alb/server.go`, which refuses port 0.
package enum BackendFault: Hashable, Sendable {
    /// A LoadBalancer that asks for no node ports, and has none on this port.
    case noNodePort
    /// A part of the node label annotation without `=`; the first one is always read, the others only for nodes that
    /// have the labels before them.
    case nodeLabel(String, isFirst: Bool)
    /// Nothing makes its Endpoints, and without them the controller stops.
    case noSelector
}

extension Service {
    /// The annotation that chooses nodes by labels; the older key counts where the newer is absent.
    package static let nodeLabelKeys: [StaticString] = [
        "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-backend-label",
        "service.beta.kubernetes.io/alicloud-loadbalancer-backend-label",
    ]

    /// On a Service: its Pods are kept as the servers of an existing server group.
    package static let serverGroupIDKey: StaticString = "alb.ingress.kubernetes.io/server-group-id"

    package static let backendTypeKey: StaticString = "service.beta.kubernetes.io/backend-type"

    /// The node label annotation in force.
    package var nodeLabel: (key: StaticString, value: String)? {
        for key in Self.nodeLabelKeys {
            if let value = metadata.annotations[key] { return value.isEmpty ? nil : (key, value) }
        }
        return nil
    }

    /// What keeps one of its ports from having servers; those of nodes matter only where nodes are the servers.
    package func faults(ofPort number: Int?, servedByNodes: Bool) -> [BackendFault] {
        var faults: [BackendFault] = []
        if servedByNodes {
            if type == "LoadBalancer", !allocatesNodePorts,
                ports.contains(where: { $0.nodePort == 0 && (number == nil || $0.port == number) })
            {
                faults.append(.noNodePort)
            }
            if let fault = nodeLabelFault { faults.append(fault) }
        }
        if !hasSelector, type != "ExternalName" { faults.append(.noSelector) }
        return faults
    }

    private var nodeLabelFault: BackendFault? {
        guard let text = nodeLabel?.value else { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard let index = parts.firstIndex(where: { !$0.contains(UInt8(ascii: "=")) }) else { return nil }
        return .nodeLabel(String(Substring(parts[index])), isFirst: index == 0)
    }
}
