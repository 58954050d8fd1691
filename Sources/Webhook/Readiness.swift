/// Whether the server wants requests, and if not, why.
package struct Readiness: Sendable, Hashable {
    /// Seconds since 1970 after which the certificate that is served is no longer valid.
    package var certificateNotAfter: Int
    package var isShuttingDown = false

    package init(certificateNotAfter: Int) {
        self.certificateNotAfter = certificateNotAfter
    }

    struct Check {
        var name: String
        /// Nil when it passes.
        var problem: String?
    }

    func checks(now: Int) -> [Check] {
        [
            Check(name: "ping", problem: nil),
            Check(
                name: "certificate",
                problem: now < certificateNotAfter ? nil : "the serving certificate has expired"
            ),
            Check(name: "shutdown", problem: isShuttingDown ? "the server is shutting down" : nil),
        ]
    }
}
