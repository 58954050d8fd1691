package import JSON
package import Kubernetes

/// Why the controller cannot build an AlbConfig's model, or builds less than was written.
package struct GroupProblem: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// `spec.config` is absent.
        case noConfig
        /// `spec.listeners` has a null.
        case nullListener
        /// Two entries fall on one listener once port 0 is 80 and no protocol is HTTP.
        case duplicateListener(port: Int, protocolText: String)
        /// HTTP and HTTPS on one port.
        case listenerConflict(ListenerKey, with: ListenerProtocol)
        /// The AlbConfig lacks it and this controller does not add it.
        case listenerMissing(ListenerKey)
        case listenPorts(ListenPorts.Problem)
        /// An IngressClass without `spec.parameters` fails every AlbConfig of the cluster.
        case classWithoutParameters(String)
        case order(GroupOrder)
        case orderConflict(Int, with: ObjectName)
        case missingSecret(ObjectName)
        /// A path whose backend is not a Service.
        case noServiceBackend(isResource: Bool)
        case noServiceName
        case canaryRuleWithoutHTTP
        case canaryWithConditions(service: String)
        case canaryWeightWithForwardAction(service: String)
        case wildcardInPath(String, pathType: String)
        case unknownPathType(String)
        case action(CustomRuleProblem, service: String)
        case condition(CustomRuleProblem, service: String)
        /// More than one of forward, redirect and fixed response in an annotation.
        case severalFinalActions([ActionKind], service: String)
        /// One in an annotation, and the path's own backend besides; newer controllers drop the backend.
        case backendBesideFinalAction(ActionKind, service: String)
        case direction(String)
        case trafficLimit(TrafficLimit.Problem)
        /// Both the annotation and an action.
        case trafficLimitTwice(service: String)
        case scheduler(String)
        case grpcWithoutTLS
        /// `listen-ports` has more than HTTPS and a redirected HTTP 80.
        case grpcOnPlainListener(ListenerKey)
    }

    package var kind: Kind
    package var consequence: Consequence
    /// Nil when it is the AlbConfig's own.
    package var ingress: ObjectName?
    /// Where in the Ingress, or in the AlbConfig when there is none.
    package var field: FieldPath
    /// False where only something else, such as a missing main Ingress, keeps the controller from coming this far.
    package var isReached = true

    package init(_ kind: Kind, _ consequence: Consequence, of ingress: ObjectName? = nil, at field: FieldPath) {
        self.kind = kind
        self.consequence = consequence
        self.ingress = ingress
        self.field = field
    }
}

extension GroupProblem {
    /// Where in the JSON that the field holds; nil when it holds none.
    package var inner: JSONPointer? {
        switch kind {
        case .listenPorts(let problem): problem.place
        case .action(let problem, _), .condition(let problem, _): problem.path
        default: nil
        }
    }
}

extension FieldPath {
    package static func annotation(_ name: String) -> FieldPath { FieldPath("metadata", "annotations").key(name) }
    package static func annotation(_ name: StaticString) -> FieldPath { annotation("\(name)") }
}

/// Problems in the order found, each once.
struct GroupProblemList {
    private(set) var all: [GroupProblem] = []
    private var seen: Set<GroupProblem> = []

    mutating func add(_ problem: GroupProblem) {
        if seen.insert(problem).inserted { all.append(problem) }
    }

    func contains(_ problem: GroupProblem) -> Bool { seen.contains(problem) }

    mutating func add(_ problems: [GroupProblem]) {
        for problem in problems { add(problem) }
    }
}
