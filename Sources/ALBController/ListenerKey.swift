import JSON

/// A listener as the controller identifies it.
package struct ListenerKey: Hashable, Sendable {
    package var port: Int
    package var listenerProtocol: ListenerProtocol

    package init(_ port: Int, _ listenerProtocol: ListenerProtocol) {
        self.port = port
        self.listenerProtocol = listenerProtocol
    }

    package static let http80 = ListenerKey(80, .http)
    package static let https443 = ListenerKey(443, .https)
}

extension ListenerKey: CustomStringConvertible {
    package var description: String { "\(port)/\(listenerProtocol.rawValue)" }
}

package enum ListenerProtocol: String, CaseIterable, Hashable, Sendable {
    case http = "HTTP"
    case https = "HTTPS"
    case quic = "QUIC"

    /// From a key, without a copy of it.
    init?(_ document: JSONDocument, _ key: JSONNode) {
        if document.string(key, equals: "HTTP") {
            self = .http
        } else if document.string(key, equals: "HTTPS") {
            self = .https
        } else if document.string(key, equals: "QUIC") {
            self = .quic
        } else {
            return nil
        }
    }
}
