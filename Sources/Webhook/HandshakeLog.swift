import TLS

/// Logs why clients do not get through TLS: each reason once a minute, because a client that cannot connect comes back.
///
/// "tlsv1 alert unknown ca" means that the caller does not trust the certificate: `caBundle` is not its CA's.
struct HandshakeLog {
    private static let pause: UInt64 = 60_000_000_000
    private static let limit = 32

    private struct Reason {
        var loggedAt: UInt64
        /// Failures since the last line.
        var unreported = 0
    }

    private var reasons: [String: Reason] = [:]

    mutating func report(_ error: TLSError, to log: Log, now: UInt64) {
        let text = error.description
        var reason = reasons[text] ?? Reason(loggedAt: 0)
        guard reasons[text] == nil || now >= reason.loggedAt &+ Self.pause else {
            reasons[text]?.unreported += 1
            return
        }
        log.write(
            error.isNetworkTrouble ? .debug : .warn,
            "TLS handshake failed",
            [("error", .text(text)), ("suppressed", .number(reason.unreported))]
        )
        if reasons.count >= Self.limit { reasons.removeAll() }
        reason = Reason(loggedAt: now)
        reasons[text] = reason
    }
}

extension TLSError {
    /// A client that went away says nothing about certificates.
    fileprivate var isNetworkTrouble: Bool {
        if case .connectionFailure = self { return true }
        return false
    }
}
