package import JSON
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
    /// The controller fails the whole group.
    case invalid(Problem)

    /// Bound on entries; the cloud allows 50 listeners unless that quota is raised.
    package static let limit = 1000

    package static let ports = 1...65535

    /// What most Ingresses with TLS say.
    package static let bothText = #"[{"HTTP": 80}, {"HTTPS": 443}]"#
    private static let both = ListenPorts.ports([.http80, .https443])

    package init(_ annotation: String?) {
        guard let annotation else {
            self = .absent
            return
        }
        if annotation == Self.bothText {
            self = Self.both
            return
        }
        let text = GoText.trimLines(annotation)
        guard !text.isEmpty else {
            self = .absent
            return
        }
        do throws(Problem) {
            self = .ports(try Self.read(try Self.parse(text)))
        } catch {
            self = .invalid(error)
        }
    }

    private static func parse(_ text: String) throws(Problem) -> JSONDocument {
        do {
            return try JSONDocument(parsing: Array(text.utf8))
        } catch {
            throw Problem(.notJSON(error))
        }
    }

    private static func read(_ document: JSONDocument) throws(Problem) -> [ListenerKey] {
        let root = document.root
        guard case .array = document.kind(root) else { throw Problem(.notList(document.kind(root))) }
        let count = document.count(root)
        guard count > 0 else { throw Problem(.noEntries) }
        guard count <= limit else { throw Problem(.tooMany(count)) }
        var keys: [ListenerKey] = []
        keys.reserveCapacity(count)
        var index = 0
        for element in document.elements(root) {
            switch document.kind(element) {
            case .null: break
            case .object: try entry(document, element, index, &keys)
            case let kind: throw Problem(.entryNotObject(kind), at: JSONPointer([String(index)]))
            }
            index += 1
        }
        return keys
    }

    /// A key that is there twice keeps its last value; one unknown protocol is enough to report.
    private static func entry(
        _ document: JSONDocument,
        _ element: JSONNode,
        _ index: Int,
        _ keys: inout [ListenerKey]
    ) throws(Problem) {
        let start = keys.count
        var unknown: String?
        for (key, value) in document.members(element) {
            let port = try port(document, value, index, key)
            guard let known = ListenerProtocol(document, key) else {
                unknown = unknown ?? document.string(key)
                continue
            }
            if let earlier = keys[start...].firstIndex(where: { $0.listenerProtocol == known }) {
                keys[earlier].port = port
            } else {
                keys.append(ListenerKey(port, known))
            }
        }
        for key in keys[start...] where !ports.contains(key.port) {
            throw Problem(.portOutOfRange(key.port), at: JSONPointer([String(index), key.listenerProtocol.rawValue]))
        }
        guard let unknown else { return }
        throw Problem(.unknownProtocol(unknown.clippedPrefix), at: JSONPointer([String(index), unknown]))
    }

    private static func port(
        _ document: JSONDocument,
        _ value: JSONNode,
        _ index: Int,
        _ key: JSONNode
    ) throws(Problem) -> Int {
        let kind: Problem.Kind
        switch document.kind(value) {
        case .null: return 0
        case .number:
            if let exact = document.integer(value), Int32(exactly: exact) != nil { return exact }
            kind = .portNotInteger(document.clippedText(value))
        case .string: kind = .portInQuotes(document.clippedText(value))
        case let other: kind = .portNotInteger(other.article)
        }
        throw Problem(kind, at: JSONPointer([String(index), document.string(key) ?? ""]))
    }
}

extension ListenPorts {
    /// The first thing in the value that the controller cannot read.
    package struct Problem: Error, Hashable, Sendable {
        package enum Kind: Hashable, Sendable {
            case notJSON(JSONParseError)
            case notList(JSONKind)
            case noEntries
            case entryNotObject(JSONKind)
            /// The text as written, or what it is instead of a number.
            case portNotInteger(String)
            case portInQuotes(String)
            case portOutOfRange(Int)
            case unknownProtocol(String)
            /// More entries than ``ListenPorts/limit``; none of them was looked at.
            case tooMany(Int)
        }

        package var kind: Kind
        /// Within the JSON of the annotation.
        package var place: JSONPointer

        init(_ kind: Kind, at place: JSONPointer = JSONPointer()) {
            self.kind = kind
            self.place = place
        }
    }
}

extension ListenPorts.Problem: CustomStringConvertible {
    package var description: String {
        switch kind {
        case .notJSON(let error): "not valid JSON (\(error.reason.text) at character \(error.position.column))"
        case .notList(.null): "null names no listener"
        case .notList(let kind): "must be a list of objects, is \(kind.article)"
        case .noEntries: "an empty list names no listener"
        case .entryNotObject(let kind): "entry \(number) must be an object, is \(kind.article)"
        case .portNotInteger(let text): "port of entry \(number) must be an integer, is \(text)"
        case .portInQuotes(let text): "port of entry \(number) is the string \(text), must be a number"
        case .portOutOfRange(let port): "port \(port) of entry \(number) is outside 1-65535"
        case .unknownProtocol(let name): unknownProtocol(name)
        case .tooMany(let count): "has \(count) entries; at most \(ListenPorts.limit) are read"
        }
    }

    /// Of the entry, from 1.
    private var number: Int { (place.tokens.first.flatMap(JSONPointer.arrayIndex) ?? 0) + 1 }

    private func unknownProtocol(_ name: String) -> String {
        let upper = GoText.trimSpace(name).uppercased()
        if ListenerProtocol(rawValue: upper) != nil {
            return "protocol \"\(name)\" of entry \(number) must be written \"\(upper)\""
        }
        return "protocol \"\(name)\" of entry \(number) must be HTTP, HTTPS or QUIC"
    }
}
