package import Admission
package import Certificates
package import ClusterContext
package import ManagedCertificates
package import TLS
package import Sockets

/// What the server is started with; files are read by the functions that the shell hands in.
package struct WebhookConfiguration: Sendable {
    /// Why a source cannot be read right now.
    package struct SourceError: Error, Sendable {
        package var text: String

        package init(_ text: String) {
            self.text = text
        }
    }

    /// Of the program, for the log and the metrics page.
    package var version = ""
    package var bindAddress: SocketAddress
    /// Nil: switched off.
    package var probeAddress: SocketAddress?
    package var metricsAddress: SocketAddress?
    package var threads = 1
    package var minimumVersion = TLSContext.Version.tls12
    /// How long the server goes on while it is already not ready, in nanoseconds.
    package var shutdownDelay: UInt64 = 5_000_000_000
    /// How long the last requests may take after that, in nanoseconds.
    package var drainTimeout: UInt64 = 20_000_000_000
    /// How often the sources below are read again, in nanoseconds.
    package var pollInterval: UInt64 = 5_000_000_000
    /// Called when the server has not ended 3 s after the last of its deadlines; ends the process.
    package var overrun: @Sendable () -> Void = {}

    package var credentials: @Sendable () -> Result<TLSCredentials, SourceError>
    /// Started and stopped with the server, which reads ``credentials`` again when it has made new ones.
    package var keeper: CertificateKeeper?
    /// What ``credentials`` gives while there is nothing better; with it the server is not ready.
    package var standIn: TLSCredentials?
    /// Nil: every client may connect.
    package var clients: (@Sendable () -> Result<TLSContext.ClientAuthentication, SourceError>)?
    package var reviewer: @Sendable () -> Result<ReviewerSource, SourceError>
    /// Nil: reviews know the objects of ``reviewer`` and no more.
    ///
    /// With it those are not looked at.
    package var context: LiveContextConfiguration?
    /// With ``context``: objects for kinds that the API server does not give.
    package var savedObjects: (@Sendable () -> Result<SavedObjects, SourceError>)?
    /// Keeps a line about each review that was answered; nil: nobody does.
    ///
    /// Called on one thread, in the order of the answers.
    package var record: (@Sendable ([UInt8]) -> Result<Void, SourceError>)?
    /// Whether metrics of the context carry names of objects.
    package var metricsShowNames = false

    /// How long after the begin of the drain the process ends whatever happens, in nanoseconds.
    var lastMoment: UInt64 { drainTimeout &+ Self.afterDrain }

    package static let afterDrain: UInt64 = 3_000_000_000

    package init(
        bindAddress: SocketAddress,
        credentials: @escaping @Sendable () -> Result<TLSCredentials, SourceError>,
        reviewer: @escaping @Sendable () -> Result<ReviewerSource, SourceError>
    ) {
        self.bindAddress = bindAddress
        self.credentials = credentials
        self.reviewer = reviewer
    }
}

/// The engine and the bytes it was made from: the same bytes need no new engine.
package struct ReviewerSource: Sendable {
    package var reviewer: Reviewer
    package var configuration: [UInt8]

    package init(reviewer: Reviewer, configuration: [UInt8]) {
        self.reviewer = reviewer
        self.configuration = configuration
    }
}
