import Admission

/// How many of everything a graph has.
package struct GraphCounts: Hashable, Sendable {
    package private(set) var albs = 0
    package private(set) var listeners = 0
    package private(set) var ingresses = 0
    package private(set) var rules = 0
    package private(set) var stoppedALBs = 0
    package private(set) var unreached = 0
    package private(set) var inClearText = 0
    package private(set) var unbuilt = 0
    package private(set) var denials = 0
    package private(set) var warnings = 0

    package init(_ graph: ALBGraph) {
        albs = graph.albs.count
        ingresses = graph.ingresses.count
        stoppedALBs = graph.albs.count { !$0.stops.isEmpty }
        denials = graph.findings.count { $0.severity == .deny }
        warnings = graph.findings.count - denials
        for alb in graph.albs {
            listeners += alb.listeners.count
            unbuilt += alb.unbuilt.count
            for listener in alb.listeners {
                unreached += listener.unreached.count
                for entry in listener.groups.lazy.flatMap(\.entries) {
                    rules += 1
                    if listener.isClearText, graph.rules[entry.rule].isOpenInClearText { inClearText += 1 }
                }
            }
        }
    }

    package var text: String {
        let marks = [
            (stoppedALBs, "stopped ALB", "stopped ALBs"), (unreached, "rule never reached", "rules never reached"),
            (inClearText, "rule open in clear text", "rules open in clear text"),
            (unbuilt, "path not built", "paths not built"), (denials, "denial", "denials"),
            (warnings, "warning", "warnings"),
        ]
        let counts = [
            (albs, "ALB", "ALBs"), (listeners, "listener", "listeners"), (ingresses, "Ingress", "Ingresses"),
            (rules, "rule", "rules"),
        ]
        return Self.list(counts) + ": " + Self.list(marks)
    }

    private static func list(_ counts: [(Int, String, String)]) -> String {
        counts.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" }.joined(separator: ", ")
    }
}
