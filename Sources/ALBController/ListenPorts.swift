import JSON
import Kubernetes

/// The value of the `listen-ports` annotation, read with Go's semantics.
///
/// Source: `ComputeIngressListenPorts` in alibaba/alibaba-load-balancer-controller,
/// `pkg/controller/ingress/reconcile/builder/albconfig_manager/model_builder.go`; it decodes `[]map[string]int32`.
package enum ListenPorts: Hashable, Sendable {
    /// No annotation, or one that is blank: the controller computes the ports.
    case absent
    /// Every entry in the order written; empty for `[{}]`, which binds no listener at all.
    case ports([ListenerKey])
    /// The controller fails the whole group; the text says what is wrong with the value.
    case invalid(String)

    package init(_ annotation: String?) {
        guard let annotation else {
            self = .absent
            return
        }
        let text = GoText.trimLines(annotation)
        guard !text.isEmpty else {
            self = .absent
            return
        }
        self = Self.parse(text)
    }

    private static func parse(_ text: String) -> ListenPorts {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: Array(text.utf8))
        } catch {
            return .invalid("not valid JSON (\(error.reason.text) at character \(error.position.column))")
        }
        let root = document.root
        guard document.kind(root) == .array else {
            guard document.kind(root) != .null else { return .invalid("null names no listener") }
            return .invalid("must be a list of objects, is \(document.kind(root).article)")
        }
        guard document.count(root) > 0 else { return .invalid("an empty list names no listener") }
        var keys: [ListenerKey] = []
        for (index, element) in document.elements(root).enumerated() {
            if document.kind(element) == .null { continue }
            guard document.kind(element) == .object else {
                return .invalid("entry \(index + 1) must be an object, is \(document.kind(element).article)")
            }
            switch entry(document, element, number: index + 1) {
            case .success(let found): keys += found
            case .failure(let problem): return .invalid(problem.text)
            }
        }
        return .ports(keys)
    }

    private struct Problem: Error {
        var text: String
    }

    private static func entry(
        _ document: JSONDocument,
        _ element: JSONNode,
        number: Int
    ) -> Result<[ListenerKey], Problem> {
        // A key that stands there twice keeps its last value; one unknown protocol is enough to report.
        var ports: [ListenerProtocol: Int] = [:]
        var order: [ListenerProtocol] = []
        var unknown: String?
        for (key, value) in document.members(element) {
            let name = document.string(key) ?? ""
            let port: Int
            switch document.kind(value) {
            case .null: port = 0
            case .number:
                guard let exact = document.integer(value), Int32(exactly: exact) != nil else {
                    let text = document.text(value).clipped
                    return .failure(Problem(text: "port of entry \(number) must be an integer, is \(text)"))
                }
                port = exact
            case .string:
                let text = "port of entry \(number) is the string \(document.text(value).clipped), must be a number"
                return .failure(Problem(text: text))
            case let kind:
                return .failure(Problem(text: "port of entry \(number) must be an integer, is \(kind.article)"))
            }
            if let known = ListenerProtocol(rawValue: name) {
                if ports.updateValue(port, forKey: known) == nil { order.append(known) }
            } else {
                unknown = unknown ?? name
            }
        }
        var keys: [ListenerKey] = []
        for known in order {
            let port = ports[known] ?? 0
            guard (1...65535).contains(port) else {
                return .failure(Problem(text: "port \(port) of entry \(number) is outside 1-65535"))
            }
            keys.append(ListenerKey(port, known))
        }
        if let unknown { return .failure(Problem(text: unknownProtocol(unknown, entry: number))) }
        return .success(keys)
    }

    private static func unknownProtocol(_ name: String, entry: Int) -> String {
        let upper = GoText.trimSpace(name).uppercased()
        if ListenerProtocol(rawValue: upper) != nil {
            return "protocol \"\(name.clipped)\" of entry \(entry) must be written \"\(upper)\""
        }
        return "protocol \"\(name.clipped)\" of entry \(entry) must be HTTP, HTTPS or QUIC"
    }
}
