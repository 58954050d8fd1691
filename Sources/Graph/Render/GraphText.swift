import ALBController
import Admission
import JSON
import Kubernetes
import Routes

/// A graph as a tree of text.
package struct GraphText {
    private let graph: ALBGraph
    private var lines: [String] = []
    /// Findings that have been printed: rules are on several listeners.
    private var told: Set<Int> = []

    package static func describe(_ graph: ALBGraph) -> String {
        var text = GraphText(graph)
        for alb in graph.albs { text.add(alb) }
        text.addRest()
        text.lines.append(GraphCounts(graph).text)
        return text.lines.map { $0 + "\n" }.joined()
    }

    private init(_ graph: ALBGraph) {
        self.graph = graph
    }

    private mutating func add(_ alb: ALBNode) {
        line("AlbConfig \(alb.name)" + (alb.dnsName.isEmpty ? "" : "  \(alb.dnsName)"), at: [])
        let count = alb.listeners.count + (alb.unbuilt.isEmpty ? 0 : 1)
        let below = count == 0 ? "   " : "│  "
        for stop in alb.stops {
            line("STOPS THE ALB: \(stop.object), at \(stop.field)", at: [below])
        }
        add(alb.findings, at: [below])
        for (index, listener) in alb.listeners.enumerated() { add(listener, at: [], isLast: index == count - 1) }
        if !alb.unbuilt.isEmpty { addUnbuilt(alb.unbuilt) }
        lines.append("")
    }

    private mutating func add(_ listener: ListenerNode, at margin: [String], isLast: Bool) {
        let count = listener.groups.reduce(0) { $0 + $1.entries.count }
        let certificates = listener.certificates.isEmpty ? "" : ", \(listener.certificates.joined(separator: ", "))"
        line("\(listener.name)  \(Self.count(count, "rule"))\(certificates)", at: margin, isLast: isLast)
        let margin = margin + [isLast ? "   " : "│  "]
        for (index, group) in listener.groups.enumerated() {
            add(group, of: listener, at: margin, isLast: index == listener.groups.count - 1)
        }
    }

    private mutating func add(_ group: RuleGroup, of listener: ListenerNode, at margin: [String], isLast: Bool) {
        let ingress = graph.ingresses[group.ingress]
        line(Self.name(ingress), at: margin, isLast: isLast)
        let margin = margin + [isLast ? "   " : "│  "]
        add(ingress.findings, at: margin + ["│  "])
        for (index, entry) in group.entries.enumerated() {
            add(entry, of: listener, at: margin, isLast: index == group.entries.count - 1)
        }
    }

    private mutating func add(_ entry: RuleEntry, of listener: ListenerNode, at margin: [String], isLast: Bool) {
        let rule = graph.rules[entry.rule]
        line("\(entry.priority)  \(RuleLine(graph, rule).text)", at: margin, isLast: isLast)
        let margin = margin + [isLast ? "   " : "│  "]
        if let by = listener.unreached[entry.priority] {
            line("NEVER REACHED: \(RuleLine.earlier(by)) instead", at: margin)
        }
        if listener.isClearText, rule.isOpenInClearText { line("OPEN IN CLEAR TEXT", at: margin) }
        for backend in rule.backends {
            guard let fault = graph.services[backend.service].fault else { continue }
            line("FAULT: \(fault.reason). Fix: \(fault.fix).", at: margin)
        }
        add(rule.findings, at: margin)
    }

    private mutating func addUnbuilt(_ paths: [UnbuiltNode]) {
        line("not built  \(Self.count(paths.count, "path"))", at: [], isLast: true)
        for (index, path) in paths.enumerated() {
            let isLast = index == paths.count - 1
            let ingress = graph.ingresses[path.ingress]
            let name = RuleLine.name(host: path.host, path: path.path, pathType: path.pathType)
            line("Ingress \(ingress.name): \(name)", at: ["   "], isLast: isLast)
            let margin = ["   ", isLast ? "   " : "│  "]
            line("\(path.reason). Fix: \(path.fix).", at: margin)
            add(ingress.findings, at: margin)
        }
    }

    private mutating func addRest() {
        if !graph.detached.isEmpty {
            line("on no ALB", at: [])
            for detached in graph.detached {
                let ingress = graph.ingresses[detached.ingress]
                line("Ingress \(ingress.name): \(detached.reason). Fix: \(detached.fix).", at: ["   "])
                add(ingress.findings, at: ["      "])
            }
            lines.append("")
        }
        if !graph.otherFindings.isEmpty {
            line("other objects", at: [])
            for (object, finding) in graph.otherFindings {
                line("\(object): \(Self.text(finding))", at: ["   "])
            }
            lines.append("")
        }
        for note in graph.notes { line("note: \(note)", at: []) }
        if !graph.notes.isEmpty { lines.append("") }
    }

    private mutating func add(_ findings: [Int], at margin: [String]) {
        let known = findings.filter(told.contains).map { graph.findings[$0].rule.id }
        if !known.isEmpty { line("as above: \(known.joined(separator: ", "))", at: margin) }
        for index in findings where told.insert(index).inserted { line(Self.text(graph.findings[index]), at: margin) }
    }

    private static func text(_ finding: Finding) -> String {
        "\(finding.severity == .deny ? "denial" : "warning") \(finding.briefMessage)"
    }

    private static func name(_ ingress: IngressNode) -> String {
        "Ingress \(ingress.name)  order \(ingress.order)\(ingress.isOrderWritten ? "" : " by default")"
            + (ingress.isCanary ? ", canary" : "") + (ingress.stopsALB ? ", STOPS THE ALB" : "")
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// Beside the tree's line; what does not fit goes on below.
    private mutating func line(_ text: String, at margin: [String]) {
        lines += TextLayout.lines(PlainText.line(text), margin: margin.joined())
    }

    /// A branch of the tree.
    private mutating func line(_ text: String, at margin: [String], isLast: Bool) {
        let start = margin.joined()
        lines += TextLayout.lines(
            PlainText.line(text),
            margin: start + (isLast ? "   " : "│  "),
            first: start + (isLast ? "└─ " : "├─ ")
        )
    }
}
