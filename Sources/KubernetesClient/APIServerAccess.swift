package import Certificates

/// How the API server is reached and what it is shown; files are read by the functions that the shell hands in.
package struct APIServerAccess: Sendable {
    package enum Transport: Sendable {
        /// On loopback only, as `kubectl proxy` listens.
        case plain
        /// PEM of the authorities that the server's certificate is verified against, read before each connection.
        case tls(authority: @Sendable () -> Result<[UInt8], ResourceProblem>)
        /// The authorities that this machine trusts.
        case systemTrust
        /// TLS with whoever answers, as `insecure-skip-tls-verify` asks for.
        case unverified
    }

    /// A name or an address, an IPv6 one without brackets.
    package var host: String
    package var port: UInt16
    package var transport: Transport
    /// Read for each request, as the kubelet replaces it; nil shows none.
    package var token: (@Sendable () -> Result<String, ResourceProblem>)?
    /// What the server is shown during the handshake, read before each connection; nil shows none.
    package var clientCredentials: (@Sendable () -> Result<TLSCredentials, ResourceProblem>)?
    /// The name that the server's certificate must be for; nil: ``host``.
    package var serverName: String?
    /// Sent as `User-Agent`, which the server's audit log shows.
    package var userAgent: String

    package init(
        host: String,
        port: UInt16,
        transport: Transport,
        token: (@Sendable () -> Result<String, ResourceProblem>)? = nil,
        userAgent: String
    ) {
        self.host = host
        self.port = port
        self.transport = transport
        self.token = token
        self.userAgent = userAgent
    }
}
