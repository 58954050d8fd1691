import TLS

/// Logs why clients do not get through TLS: each reason once a minute, because a client that cannot connect comes back.
///
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
        var fields: [(String, Log.Value)] = [("error", .text(text))]
        if let hint = Self.hint(text) { fields.append(("hint", .text(hint))) }
        fields.append(("suppressed", .number(reason.unreported)))
        log.write(error.isNetworkTrouble ? .debug : .warn, "TLS handshake failed", fields)
        if reasons.count >= Self.limit { reasons.removeAll() }
        reason = Reason(loggedAt: now)
        reasons[text] = reason
    }

    /// What OpenSSL's words mean here: "alert" is what the caller said, anything else is what this side found.
    private static func hint(_ text: String) -> String? {
        if text.contains("alert unknown ca") || text.contains("alert bad certificate") {
            return "the caller does not trust the serving certificate: the registered caBundle must hold its CA"
        }
        if text.contains("certificate verify failed") || text.contains("did not return a certificate") {
            return "the caller has no certificate that --client-ca-file and --client-allowed-names accept"
        }
        return nil
    }
}

extension TLSError {
    /// A client that went away says nothing about certificates.
    fileprivate var isNetworkTrouble: Bool {
        if case .connectionFailure = self { return true }
        return false
    }
}
