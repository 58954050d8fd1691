import Admission
import ALBController
import JSON
import Kubernetes
import Routes

/// The JSON that the page is made of: lists instead of objects, and each text that is used often once, for 10 000
/// Ingresses have 160 000 rules.
struct PageData {
    private let graph: ALBGraph
    private var json = JSONWriter(capacity: 1 << 16)
    private var texts: [String] = []
    private var textIndexes: [String: Int] = [:]
    private let ingressIndexes: [ObjectName: Int]

    static func write(_ graph: ALBGraph, title: String) -> [UInt8] {
        var data = PageData(graph: graph)
        data.add(title)
        return data.json.bytes
    }

    private init(graph: ALBGraph) {
        self.graph = graph
        ingressIndexes = Dictionary(graph.ingresses.indices.map { (graph.ingresses[$0].name, $0) }) { first, _ in first
        }
    }

    private mutating func add(_ title: String) {
        json.beginObject()
        json.key("version")
        json.integer(1)
        json.key("title")
        json.string(title)
        json.key("notes")
        let others = graph.otherFindings.map { "\($0.object): \($0.finding.message)" }
        list(graph.notes + others) { $0.json.string($1) }
        json.key("findings")
        list(graph.findings) { data, finding in
            data.tuple {
                $0.json.string(finding.rule.id)
                $0.json.string(finding.severity.rawValue)
                $0.json.string(finding.place.description)
                $0.json.string(finding.message)
            }
        }
        json.key("services")
        list(graph.services) { $0.add($1) }
        json.key("rules")
        list(graph.rules) { $0.add($1) }
        json.key("ingresses")
        list(graph.ingresses) { $0.add($1) }
        json.key("albs")
        list(graph.albs) { $0.add($1) }
        json.key("detached")
        list(graph.detached) { data, detached in
            data.tuple {
                $0.json.integer(detached.ingress)
                $0.json.string(detached.reason)
                $0.json.string(detached.fix)
            }
        }
        json.key("texts")
        list(texts) { $0.json.string($1) }
        json.endObject()
    }

    private mutating func add(_ service: ServiceNode) {
        tuple {
            $0.json.string(service.name)
            $0.json.integer(service.port ?? 0)
            $0.text(service.type)
            $0.json.integer(service.readyEndpoints ?? -1)
            $0.text(service.fault?.reason)
            $0.text(service.fault?.fix)
        }
    }

    private mutating func add(_ rule: RuleContent) {
        tuple {
            $0.text(rule.host)
            $0.json.string(rule.path)
            $0.text(rule.pathType)
            $0.tuple { data in
                for backend in rule.backends {
                    data.json.integer(backend.service)
                    data.json.integer(backend.percent ?? -1)
                }
            }
            $0.texts(rule.actions)
            // What is empty at the end is left out.
            guard !rule.conditions.isEmpty || rule.traits != [] || !rule.findings.isEmpty else { return }
            $0.texts(rule.conditions)
            $0.json.integer(rule.traits.rawValue)
            $0.integers(rule.findings)
        }
    }

    private mutating func add(_ ingress: IngressNode) {
        tuple {
            $0.json.string(ingress.name.namespace)
            $0.json.string(ingress.name.name)
            $0.json.integer(ingress.order)
            $0.json.integer(ingress.isOrderWritten ? 1 : 0)
            $0.json.integer(ingress.stopsALB ? 1 : 0)
            $0.integers(ingress.findings)
        }
    }

    private mutating func add(_ alb: ALBNode) {
        json.beginObject()
        json.key("name")
        json.string(alb.name.description)
        json.key("dns")
        json.string(alb.dnsName)
        json.key("findings")
        integers(alb.findings)
        json.key("stops")
        list(alb.stops) { data, stop in
            data.tuple {
                $0.json.string(stop.object.description)
                $0.json.integer(stop.object.kind == .ingress ? $0.ingressIndexes[stop.object.name] ?? -1 : -1)
                $0.json.string(stop.field.description)
                $0.list(stop.findings) { $0.json.string($1) }
            }
        }
        json.key("listeners")
        list(alb.listeners) { $0.add($1) }
        json.key("unbuilt")
        list(alb.unbuilt) { data, path in
            data.tuple {
                $0.json.integer(path.ingress)
                $0.json.string(path.host)
                $0.json.string(path.path)
                $0.json.string(path.pathType)
                $0.json.string(path.reason)
                $0.json.string(path.fix)
            }
        }
        json.endObject()
    }

    private mutating func add(_ listener: ListenerNode) {
        json.beginObject()
        json.key("name")
        json.string(listener.name)
        json.key("clear")
        json.boolean(listener.isClearText)
        json.key("certificates")
        list(listener.certificates) { $0.json.string($1) }
        json.key("groups")
        list(listener.groups) { $0.add($1) }
        json.key("unreached")
        list(listener.unreached.sorted { $0.key < $1.key }) { data, pair in
            data.tuple {
                $0.json.integer(pair.key)
                $0.integers(pair.value)
            }
        }
        json.endObject()
    }

    /// The page counts priorities up from the first, so that a group with gaps becomes several.
    private mutating func add(_ group: RuleGroup) {
        var start = 0
        for index in group.entries.indices {
            let next = index + 1
            let goesOn =
                next < group.entries.count
                && group.entries[next].priority == group.entries[index].priority + 1
            guard !goesOn else { continue }
            add(group.entries[start...index], of: group.ingress)
            start = next
        }
    }

    /// As first and count where rules follow each other too.
    private mutating func add(_ entries: ArraySlice<RuleEntry>, of ingress: Int) {
        guard let first = entries.first else { return }
        tuple {
            $0.json.integer(ingress)
            $0.json.integer(first.priority)
            if zip(entries, entries.dropFirst()).allSatisfy({ $1.rule == $0.rule + 1 }) {
                $0.json.integer(first.rule)
                $0.json.integer(entries.count)
            } else {
                $0.integers(entries.map(\.rule))
            }
        }
    }

    private mutating func text(_ text: String?) {
        guard let text else { return json.integer(-1) }
        if let index = textIndexes[text] { return json.integer(index) }
        textIndexes[text] = texts.count
        json.integer(texts.count)
        texts.append(text)
    }

    private mutating func texts(_ list: [String]) {
        self.list(list) { $0.text($1) }
    }

    private mutating func integers(_ numbers: [Int]) {
        list(numbers) { $0.json.integer($1) }
    }

    private mutating func tuple(_ body: (inout PageData) -> Void) {
        json.beginArray()
        body(&self)
        json.endArray()
    }

    private mutating func list<Element>(_ elements: [Element], _ body: (inout PageData, Element) -> Void) {
        json.beginArray()
        for element in elements { body(&self, element) }
        json.endArray()
    }
}
