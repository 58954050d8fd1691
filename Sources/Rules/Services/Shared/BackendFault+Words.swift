import ALBController
import Admission
import Kubernetes

/// What the rules about a Service say of a fault, of the Service itself and of an Ingress that uses it.
extension BackendFault {
    var problem: String {
        switch self {
        case .noNodePort: "has no node port (allocateLoadBalancerNodePorts is false)"
        case .nodeLabel(let part, _): "chooses nodes by \"\(part.clipped)\", which is no label=value"
        case .noSelector: "has no selector"
        }
    }

    var effect: String {
        switch self {
        case .noNodePort: "the controller fails with \"invalid server port\" where nodes are the servers"
        case .nodeLabel: "the controller fails with \"parse backend label\""
        case .noSelector: "unless its Endpoints are written by hand, the controller fails with \"endpoints not found\""
        }
    }

    var fix: String {
        switch self {
        case .noNodePort: "let the Service have node ports, or use a Service of type NodePort for the same Pods"
        case .nodeLabel: "write label=value in annotation backend-label of the Service, separated by commas"
        case .noSelector: "write a selector, or make Endpoints of that name first"
        }
    }

    /// Of which kind it is, for comparing two versions.
    var value: String {
        switch self {
        case .noNodePort: "no node port"
        case .nodeLabel(let part, _): part
        case .noSelector: "no selector"
        }
    }

    /// Endpoints are not seen here, and somebody may write them.
    var isCertain: Bool {
        switch self {
        case .noNodePort, .nodeLabel(_, isFirst: true): true
        case .noSelector, .nodeLabel: false
        }
    }
}

/// Whether the servers of a Service are nodes.
enum ServedBy {
    case nodes
    case pods
    /// It depends on the network plugin, which is not known.
    case either

    init(_ service: Service, _ plugin: Settings.NetworkPlugin) {
        switch service.metadata.annotations[Service.backendTypeKey] ?? "" {
        case "eni": self = .pods
        case "":
            switch plugin {
            case .flannel: self = .nodes
            case .terway: self = .pods
            case .auto: self = .either
            }
        default: self = .nodes
        }
    }
}
