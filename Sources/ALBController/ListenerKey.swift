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
}
