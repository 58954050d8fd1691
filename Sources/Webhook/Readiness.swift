import Certificates
import TLS

/// Whether the server wants requests, and if not, why.
package struct Readiness: Sendable, Hashable {
    /// Life of the certificate that is served, in seconds since 1970.
    package var certificateNotBefore: Int
    package var certificateNotAfter: Int
    package var isShuttingDown = false
    /// Whether it is a stand-in for one that is not there yet.
    private let isStandIn: Bool

    init(_ credentials: TLSCredentials, standIn: TLSCredentials? = nil) {
        isStandIn = credentials.contentHash == standIn?.contentHash
        certificateNotBefore = credentials.notBefore
        certificateNotAfter = credentials.notAfter
    }

    struct Check {
        var name: String
        /// Nil when it passes.
        var problem: String?
        /// What is to be said of one that passes all the same.
        var remark: String?
    }

    /// `absence` is why there is no certificate yet.
    func checks(_ health: LoopHealth, absence: String?, now: Int) -> [Check] {
        [
            Check(name: "ping", problem: nil),
            Check(
                name: "certificate",
                problem: isStandIn ? absence ?? "there is none yet" : certificateProblem(now: now)
            ),
            Check(name: "loops", problem: health.readyProblem),
            Check(name: "shutdown", problem: isShuttingDown ? "the server is shutting down" : nil),
        ]
    }

    private func certificateProblem(now: Int) -> String? {
        if now < certificateNotBefore { return "the serving certificate is not valid yet" }
        return now < certificateNotAfter ? nil : "the serving certificate has expired"
    }
}
