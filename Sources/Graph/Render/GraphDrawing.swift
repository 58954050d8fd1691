import ALBController
import Admission
import Routes

/// A graph as boxes and arrows, whatever language they are written in.
struct GraphDrawing {
    enum Shape: String {
        case alb, listener, ingress, rule, service, unbuilt
    }

    struct Box {
        var name: String
        var shape: Shape
        /// Lines of text.
        var label: [String]
        var isBad = false
        var isWarned = false
    }

    struct Arrow {
        var from: String
        var to: String
        var label = ""
    }

    /// An ALB's own boxes; Services stand outside, for several ALBs may lead to one.
    struct Cluster {
        var title: String
        var boxes: [Box] = []
    }

    private(set) var clusters: [Cluster] = []
    private(set) var services: [Box] = []
    private(set) var arrows: [Arrow] = []
    private let graph: ALBGraph
    private var drawnServices: Set<Int> = []

    init(_ graph: ALBGraph) {
        self.graph = graph
        for (index, alb) in graph.albs.enumerated() { add(alb, "a\(index)") }
    }

    private mutating func add(_ alb: ALBNode, _ name: String) {
        var cluster = Cluster(title: "AlbConfig \(alb.name)")
        var label = ["AlbConfig \(alb.name)"]
        if !alb.dnsName.isEmpty { label.append(alb.dnsName) }
        label += alb.stops.prefix(3).map { "stopped by \($0.object)" }
        label += findings(alb.findings)
        cluster.boxes.append(
            Box(name: name, shape: .alb, label: label, isBad: !alb.stops.isEmpty, isWarned: !alb.findings.isEmpty)
        )
        for (index, listener) in alb.listeners.enumerated() {
            let box = "\(name)l\(index)"
            cluster.boxes.append(Box(name: box, shape: .listener, label: [listener.name] + listener.certificates))
            arrows.append(Arrow(from: name, to: box))
            for (index, group) in listener.groups.enumerated() {
                add(group, of: listener, below: box, "\(box)i\(index)", &cluster)
            }
        }
        for (index, path) in alb.unbuilt.enumerated() {
            let ingress = graph.ingresses[path.ingress]
            let label = [
                "not built: " + RuleLine.name(host: path.host, path: path.path, pathType: path.pathType),
                "Ingress \(ingress.name)", path.reason,
            ]
            cluster.boxes.append(Box(name: "\(name)u\(index)", shape: .unbuilt, label: label, isWarned: true))
            arrows.append(Arrow(from: name, to: "\(name)u\(index)"))
        }
        clusters.append(cluster)
    }

    private mutating func add(
        _ group: RuleGroup,
        of listener: ListenerNode,
        below parent: String,
        _ name: String,
        _ cluster: inout Cluster
    ) {
        let ingress = graph.ingresses[group.ingress]
        var label = ["Ingress \(ingress.name)", "order \(ingress.order)"]
        if ingress.isCanary { label.append("canary") }
        if ingress.stopsALB { label.append("stops the ALB") }
        cluster.boxes.append(
            Box(
                name: name,
                shape: .ingress,
                label: label + findings(ingress.findings),
                isBad: ingress.stopsALB,
                isWarned: !ingress.findings.isEmpty
            )
        )
        arrows.append(Arrow(from: parent, to: name))
        for entry in group.entries { add(entry, of: listener, below: name, "\(name)r\(entry.priority)", &cluster) }
    }

    private mutating func add(
        _ entry: RuleEntry,
        of listener: ListenerNode,
        below parent: String,
        _ name: String,
        _ cluster: inout Cluster
    ) {
        let rule = graph.rules[entry.rule]
        var label = ["\(entry.priority). " + RuleLine.name(host: rule.host, path: rule.path, pathType: rule.pathType)]
        label += rule.conditions + rule.actions
        if rule.traits.contains(.canary) { label.append("canary") }
        let isClear = listener.isClearText && rule.isOpenInClearText
        let by = listener.unreached[entry.priority]
        if let by { label.append("never reached: \(RuleLine.earlier(by)) instead") }
        if isClear { label.append("open in clear text") }
        label += findings(rule.findings)
        cluster.boxes.append(
            Box(
                name: name,
                shape: .rule,
                label: label,
                isBad: by != nil,
                isWarned: isClear || !rule.findings.isEmpty
            )
        )
        arrows.append(Arrow(from: parent, to: name, label: "\(entry.priority)"))
        for backend in rule.backends {
            add(backend.service)
            let percent = rule.backends.count == 1 ? "" : backend.percent.map { "\($0) %" } ?? ""
            arrows.append(Arrow(from: name, to: "s\(backend.service)", label: percent))
        }
    }

    private mutating func add(_ index: Int) {
        guard drawnServices.insert(index).inserted else { return }
        let service = graph.services[index]
        var label = [RuleLine.service(service)]
        if let fault = service.fault { label.append(fault.reason) }
        services.append(Box(name: "s\(index)", shape: .service, label: label, isBad: service.fault != nil))
    }

    private func findings(_ indexes: [Int]) -> [String] {
        let ids = indexes.map { graph.findings[$0].rule.id }
        return ids.isEmpty ? [] : [ids.prefix(6).joined(separator: " ") + (ids.count > 6 ? " ..." : "")]
    }
}
