import KubernetesClient

/// An API server, and below which path it is.
struct ClusterAccess: Sendable {
    var server: APIServerAccess
    /// In front of every path, such as `/k8s/clusters/c-1`; mostly empty.
    var prefix = ""

    /// For messages.
    var name: String {
        var scheme = "https"
        if case .plain = server.transport { scheme = "http" }
        let host = server.host.contains(":") ? "[\(server.host)]" : server.host
        return "\(scheme)://\(host):\(server.port)\(prefix)"
    }
}
