package import HTTP
package import Sockets
package import TLS

/// What a ``Server`` is started with.
package struct ServerConfiguration: Sendable {
    package struct Endpoint: Sendable {
        package var address: SocketAddress

        /// Plain HTTP without it.
        package var tls: TLSContext?

        package init(_ address: SocketAddress, tls: TLSContext? = nil) {
            self.address = address
            self.tls = tls
        }
    }

    package var endpoints: [Endpoint]

    /// Event loops, each on its own thread with its own listening sockets.
    package var threads = 1

    package var limits = HTTPLimits()

    /// Connections of one event loop that have had a request answered.
    ///
    /// Beyond that the one that has been idle for longest goes. kube-apiserver keeps at most 25 idle.
    package var connectionsPerLoop = 1024

    /// Connections of one event loop that have not: in the handshake or before their first answer.
    ///
    /// Beyond that the oldest goes, and when all are at work new ones are answered with 503.
    package var newConnectionsPerLoop = 256

    /// Requests of one connection that are answered before all others have had their turn.
    package var requestsPerTurn = 8

    /// Bytes of one connection that are read before all others have had their turn.
    package var bytesPerTurn = 256 * 1024

    /// Handshakes that are moved on in one turn of a loop; each may cost a signature and a key exchange.
    package var handshakesPerTurn = 4

    /// Bytes that the incomplete requests of one event loop may hold together: nine of the largest size.
    package var bufferedBytesPerLoop = 64 * 1024 * 1024

    package init(endpoints: [Endpoint]) {
        self.endpoints = endpoints
    }
}
