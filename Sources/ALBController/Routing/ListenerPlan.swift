import JSON
import Kubernetes

/// The listeners of an AlbConfig once the ports of its Ingresses are taken into account.
///
/// Source: `syncIngress` in `alb_controller.go`, which adds what is missing to the AlbConfig, and `run` in
/// `model_builder.go` of alibaba/alibaba-load-balancer-controller, which joins ports and listeners.
struct ListenerPlan {
    private(set) var listeners: [ModelListener] = []
    private(set) var problems: [GroupProblem] = []
    /// The listener, by index, that rules of a port go to.
    private(set) var indexes: [ListenerKey: Int] = [:]
    /// Ports whose rules wait for the id of an entry that is never created.
    private(set) var waiting: Set<ListenerKey> = []
    private let profile: ControllerProfile

    init(_ config: AlbConfig, members: [IngressFacts], profile: ControllerProfile) {
        self.profile = profile
        var indexesByIdentity: [String: Int] = [:]
        for listener in config.listeners {
            if listener.value.isNull {
                let consequence: Consequence = members.isEmpty ? .silentPanic : .processDies
                problems.append(GroupProblem(.nullListener, consequence, at: listener.field))
            }
            guard listener.value.kind == .object else { continue }
            let index = insert(ModelListener(listener), &indexesByIdentity, at: listener.field)
            if let key = joinKey(listener) { indexes[key] = index }
        }
        let entries = ListenerEntries(config.listeners)
        let wanted = Self.wanted(members)
        guard !reportConflicts(wanted, config), profile.createsListeners else {
            if !profile.createsListeners { reportMissing(wanted) }
            return
        }
        for (key, _) in wanted {
            if profile == .lbc, entries.collision(on: key) != nil { waiting.insert(key) }
            guard profile == .lbc ? !entries.hasExactText(of: key) : indexes[key] == nil else { continue }
            indexes[key] = insert(ModelListener(adding: key), &indexesByIdentity, at: FieldPath("spec", "listeners"))
        }
    }

    /// The problems once it is known which ports get rules: without any, nothing waits for the second of two entries.
    func problems(withRulesOn hasRules: (ListenerKey) -> Bool) -> [GroupProblem] {
        problems.map { problem in
            guard case .duplicateListener(let port, let text) = problem.kind, profile == .lbc else { return problem }
            let key = ListenerProtocol(rawValue: text).map { ListenerKey(port, $0) }
            var problem = problem
            if key.map({ !waiting.contains($0) || !hasRules($0) }) ?? true { problem.consequence = .silentlyWrong }
            return problem
        }
    }

    /// The key under which Ingress ports find an entry: the open controllers compare texts, before defaults apply.
    private func joinKey(_ listener: AlbConfigListener) -> ListenerKey? {
        guard profile != .ack else { return listener.key }
        return ListenerProtocol(rawValue: listener.protocolText).map { ListenerKey(listener.port, $0) }
    }

    /// Listeners are identified by the port and protocol that the cloud is sent; a second one never gets an id.
    private mutating func insert(
        _ listener: ModelListener,
        _ indexesByIdentity: inout [String: Int],
        at field: FieldPath
    ) -> Int {
        let identity = "\(listener.port)-\(listener.protocolText)"
        if let index = indexesByIdentity[identity] {
            let kind = GroupProblem.Kind.duplicateListener(port: listener.port, protocolText: listener.protocolText)
            problems.append(GroupProblem(kind, .groupFails, at: field))
            return index
        }
        indexesByIdentity[identity] = listeners.count
        listeners.append(listener)
        return listeners.count - 1
    }

    /// Every port the Ingresses ask for, each with the first that does.
    private static func wanted(_ members: [IngressFacts]) -> [(ListenerKey, ObjectName)] {
        var seen: Set<ListenerKey> = []
        var wanted: [(ListenerKey, ObjectName)] = []
        for member in members {
            for key in member.listeners?.listeners ?? [] where seen.insert(key).inserted {
                wanted.append((key, member.name))
            }
        }
        return wanted
    }

    /// HTTP and HTTPS on one port, in the AlbConfig or in an Ingress before.
    private mutating func reportConflicts(_ wanted: [(ListenerKey, ObjectName)], _ config: AlbConfig) -> Bool {
        let declared = DeclaredListeners(config, profile: profile)
        var taken: Set<ListenerKey> = []
        var found = false
        for (key, name) in wanted {
            let isDeclared = declared.opponent(of: key)?.isSeen(opposing: key) == true
            if let other = key.conflicting, isDeclared || taken.contains(other) {
                found = true
                let kind = GroupProblem.Kind.listenerConflict(key, with: other.listenerProtocol)
                let field = FieldPath.annotation(AnnotationKey.listenPorts)
                problems.append(GroupProblem(kind, .groupFails, of: name, at: field))
            }
            taken.insert(key)
        }
        return found
    }

    private mutating func reportMissing(_ wanted: [(ListenerKey, ObjectName)]) {
        for (key, name) in wanted where indexes[key] == nil {
            let field = FieldPath.annotation(AnnotationKey.listenPorts)
            problems.append(GroupProblem(.listenerMissing(key), .groupFails, of: name, at: field))
        }
    }
}
