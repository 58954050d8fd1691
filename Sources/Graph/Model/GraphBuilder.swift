package import Admission
package import ALBController
import Kubernetes
package import Routes

/// Draws what the controller makes of the objects.
package struct GraphBuilder {
    private let context: RouteContext
    private let selection: GraphSelection
    private var findings: FindingTable
    private var tables: GraphTables
    private var graph = ALBGraph()

    /// `findings` are those of all objects; `stopsALB` says so of one.
    package static func build(
        _ context: RouteContext,
        _ findings: [ObjectReference: [Finding]],
        stopsALB: (Finding) -> Bool,
        _ selection: GraphSelection = GraphSelection()
    ) -> ALBGraph {
        let assumed = AssumedObjects(context)
        let table = FindingTable(findings, stopsALB: stopsALB)
        var builder = GraphBuilder(assumed.context, table, selection)
        builder.graph.notes = assumed.notes
        builder.addALBs()
        builder.addDetached()
        builder.noteUnknownHost()
        return builder.finished()
    }

    private init(_ context: RouteContext, _ findings: FindingTable, _ selection: GraphSelection) {
        self.context = context
        self.selection = selection
        self.findings = findings
        tables = GraphTables()
    }

    private var resolver: ClassResolver { context.resolver }

    private mutating func addALBs() {
        let configs = resolver.snapshot.albConfigs.filter { selection.includes(albConfig: $0.key) }
        for (name, config) in configs.sorted(by: { $0.key < $1.key }) {
            let before = selection.host == nil ? nil : (tables, findings)
            let model = RoutingModel(resolver.read(config), resolver: resolver)
            var alb = ALBNode(name: name, dnsName: config.dnsName)
            alb.findings = findings.take(ObjectReference(.albConfig, name))
            alb.stops = stops(model)
            addRules(model, to: &alb)
            addUnbuilt(model, to: &alb)
            let isEmpty = alb.listeners.allSatisfy(\.groups.isEmpty) && alb.unbuilt.isEmpty
            if isEmpty, let before {
                (tables, findings) = before
            } else {
                graph.albs.append(alb)
            }
        }
    }

    /// By the model, and by rules that look at objects which the model does not.
    private mutating func stops(_ model: RoutingModel) -> [RouteStop] {
        var stops = model.stops(context, limit: .max)
        for index in stops.indices { stops[index].findings = findings.denials(of: stops[index].object) }
        let known = Set(stops.map(\.object))
        let objects =
            [ObjectReference(.albConfig, model.albConfig)] + model.members.map { ObjectReference(.ingress, $0.name) }
        stops += objects.filter { !known.contains($0) }.compactMap(findings.stop)
        let culprits = Set(stops.map(\.object))
        for facts in model.members where culprits.contains(ObjectReference(.ingress, facts.name)) {
            tables.markStop(ingress(facts))
        }
        return stops
    }

    private mutating func addRules(_ model: RoutingModel, to alb: inout ALBNode) {
        let members = Dictionary(model.members.map { ($0.name, $0) }) { first, _ in first }
        var words = RuleWords(context, model.members)
        for listener in model.listeners {
            var node = ListenerNode(
                protocolText: listener.protocolText,
                port: listener.port,
                certificates: listener.certificates.map(CertificateWords.text)
            )
            for shadowed in listener.shadowedRules() where selection.includes(shadowed.rule) {
                node.unreached[shadowed.rule.priority] = shadowed.by.map(\.priority)
            }
            for rule in listener.rules where selection.includes(rule) {
                guard let facts = members[rule.ingress] else { continue }
                let owner = ingress(facts)
                if node.groups.last?.ingress != owner { node.groups.append(RuleGroup(ingress: owner)) }
                var content = words.content(rule, &tables)
                content.findings = findings.take(rule)
                let entry = RuleEntry(priority: rule.priority, rule: tables.index(of: content))
                node.groups[node.groups.count - 1].entries.append(entry)
            }
            alb.listeners.append(node)
        }
    }

    private mutating func addUnbuilt(_ model: RoutingModel, to alb: inout ALBNode) {
        let built = BuiltPaths([model], of: Set(model.members.map(\.name)))
        let reasons = UnbuiltReason(context)
        for facts in model.members {
            for path in facts.ingress.paths
            where selection.includes(host: path.host) && !built.contains(path, of: facts) {
                let (reason, fix) = reasons.why(facts, path, model)
                alb.unbuilt.append(
                    UnbuiltNode(
                        ingress: ingress(facts),
                        host: path.host,
                        path: path.path,
                        pathType: path.pathType,
                        reason: reason,
                        fix: fix
                    )
                )
            }
        }
    }

    /// Ingresses that lead to no AlbConfig that there is; those of other controllers are counted only.
    private mutating func addDetached() {
        guard selection.albConfig == nil else { return }
        let reasons = UnbuiltReason(context)
        var foreignCount = 0
        for (_, ingress) in resolver.snapshot.ingresses.sorted(by: { $0.key < $1.key }) {
            let binding = resolver.binding(of: ingress)
            guard binding.owner != .foreign else {
                foreignCount += 1
                continue
            }
            let hosts = ingress.rules.map(\.host)
            guard hosts.isEmpty || hosts.contains(where: selection.includes(host:)) else { continue }
            let facts = IngressFacts(ingress, profile: resolver.profile)
            guard let (reason, fix) = reason(facts, binding, reasons) else { continue }
            graph.detached.append(DetachedIngress(ingress: self.ingress(facts), reason: reason, fix: fix))
        }
        if foreignCount > 0 {
            graph.notes.append(
                foreignCount == 1
                    ? "1 Ingress of another controller is left out"
                    : "\(foreignCount) Ingresses of other controllers are left out"
            )
        }
    }

    private mutating func noteUnknownHost() {
        guard let host = selection.host, graph.albs.isEmpty, graph.detached.isEmpty else { return }
        let others = resolver.snapshot.ingresses.flatMap { $0.1.rules.map(\.host) }
        graph.notes.append(NearHost.note(host, Set(others)))
    }

    private func reason(
        _ facts: IngressFacts,
        _ binding: IngressBinding,
        _ reasons: UnbuiltReason
    ) -> (reason: String, fix: String)? {
        if let reason = reasons.whyNot(facts, binding) { return reason }
        guard let name = binding.albConfigName, resolver.albConfig(named: name, for: facts.name.namespace) == nil else {
            return nil
        }
        return UnbuiltReason.noAlbConfig(name)
    }

    private mutating func ingress(_ facts: IngressFacts) -> Int { tables.index(of: facts) }

    private consuming func finished() -> ALBGraph {
        graph.ingresses = tables.ingresses
        graph.rules = tables.rules
        graph.services = tables.services
        for index in graph.ingresses.indices {
            graph.ingresses[index].findings = findings.take(ObjectReference(.ingress, graph.ingresses[index].name))
        }
        graph.findings = findings.all
        if selection.isAll {
            graph.otherFindings = findings.rest
        } else {
            graph.keep(findings.taken)
        }
        return graph
    }
}
