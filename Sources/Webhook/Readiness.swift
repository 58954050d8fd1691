import Certificates
import TLS

/// Whether the server wants requests, and if not, why.
package struct Readiness: Sendable, Hashable {
    /// Life of the certificate that is served, in seconds since 1970.
    package var certificateNotBefore: Int
    package var certificateNotAfter: Int
    package var isShuttingDown = false

    init(_ credentials: TLSCredentials) {
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

    func checks(_ health: LoopHealth, now: Int) -> [Check] {
        [
            Check(name: "ping", problem: nil),
            Check(name: "certificate", problem: certificateProblem(now: now)),
            Check(name: "loops", problem: health.readyProblem),
            Check(name: "shutdown", problem: isShuttingDown ? "the server is shutting down" : nil),
        ]
    }

    private func certificateProblem(now: Int) -> String? {
        if now < certificateNotBefore { return "the serving certificate is not valid yet" }
        return now < certificateNotAfter ? nil : "the serving certificate has expired"
    }
}
