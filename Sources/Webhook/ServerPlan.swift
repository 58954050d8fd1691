import HTTP
package import HTTPServer
package import Sockets
import TLS

/// What the two servers of the webhook are started with.
package enum ServerPlan {
    /// Descriptors that are not connections: files that are read, event loops, listeners, what libraries hold open.
    package static let reservedDescriptors = 48

    /// What the client of the API server has open: a watch a kind, lists, reads, its own event loop.
    static let contextDescriptors = 24

    /// Of the client that keeps certificates: its event loop, and requests one after the other.
    static let keeperDescriptors = 6

    /// Below this the server does not start.
    package static let minimumDescriptors = 64

    static func reviews(_ configuration: WebhookConfiguration, _ context: TLSContext) -> ServerConfiguration {
        var server = ServerConfiguration(endpoints: [.init(configuration.bindAddress, tls: context)])
        server.threads = max(1, configuration.threads)
        // As many as there are descriptors for, so that the loops make room before the system has none.
        let operations = operations([])
        let context =
            (configuration.context == nil ? 0 : contextDescriptors)
            + (configuration.keeper == nil ? 0 : keeperDescriptors)
        let taken = reservedDescriptors + context + operations.connectionsPerLoop + operations.newConnectionsPerLoop
        let share = max(8, (ProcessLimits.descriptors - taken) / server.threads)
        server.newConnectionsPerLoop = min(server.newConnectionsPerLoop, max(4, share / 4))
        server.connectionsPerLoop = min(server.connectionsPerLoop, max(4, share / 2))
        return server
    }

    /// Probes and scrapes are few and small; whoever sends more than that gets less.
    package static func operations(_ addresses: [SocketAddress]) -> ServerConfiguration {
        var server = ServerConfiguration(endpoints: addresses.map { ServerConfiguration.Endpoint($0) })
        server.connectionsPerLoop = 128
        server.newConnectionsPerLoop = 128
        server.bufferedBytesPerLoop = 1024 * 1024
        server.limits.body = 64 * 1024
        return server
    }

    /// In the order in which they are listened on.
    static func operationEndpoints(
        _ configuration: WebhookConfiguration
    ) -> [(endpoint: Endpoint, address: SocketAddress)] {
        [(.probes, configuration.probeAddress), (.metrics, configuration.metricsAddress)]
            .compactMap { endpoint, address in address.map { (endpoint, $0) } }
    }
}
