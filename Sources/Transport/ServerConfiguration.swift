package import HTTP
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

    /// Connections of one event loop beyond which new ones are answered with 503; kube-apiserver keeps at most 25 idle.
    package var connectionsPerLoop = 1024

    /// Bytes that the incomplete requests of one event loop may hold together: nine of the largest size.
    package var bufferedBytesPerLoop = 64 * 1024 * 1024

    package init(endpoints: [Endpoint]) {
        self.endpoints = endpoints
    }
}
