package import ALBController

/// A request that somebody wonders about.
package struct RouteQuestion: Hashable, Sendable {
    package enum Scheme: String, Hashable, Sendable {
        case http, https

        package var defaultPort: Int { self == .http ? 80 : 443 }
        package var listenerProtocol: ListenerProtocol { self == .http ? .http : .https }
    }

    package var scheme: Scheme
    /// In lower case; an IPv6 address without brackets.
    package var host: String
    package var port: Int
    /// As a client sends it: percent-encoded, without dot segments.
    package var path: String
    /// Without the question mark; nil when there is none.
    package var query: String?
    package var method = "GET"
    package var headers: [KeyValue] = []
    package var cookies: [KeyValue] = []
    package var sourceIP: IPAddress?

    /// What it needs to be answered.
    package var listener: ListenerKey { ListenerKey(port, scheme.listenerProtocol) }

    /// As the model of the controller takes it; names and values of the query stay as they are written.
    package func request(on listener: ListenerKey) -> RouteRequest {
        RouteRequest(
            listener,
            host: host,
            path: path,
            method: method,
            headers: headers,
            query: queryPairs,
            cookies: cookies,
            sourceIP: sourceIP
        )
    }

    private var queryPairs: [KeyValue] {
        (query ?? "").split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return KeyValue(String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
        }
    }

    /// With its port only where that is not the scheme's own.
    package var url: String {
        let isSix = host.contains(":")
        return "\(scheme.rawValue)://\(isSix ? "[\(host)]" : host)"
            + (port == scheme.defaultPort ? "" : ":\(port)") + path + (query.map { "?\($0)" } ?? "")
    }
}
