import TLS

/// Logs why clients do not get through TLS: each reason once a minute, because a client that cannot connect comes back.
struct HandshakeLog {
    private var throttle = LogThrottle(lines: 1, period: 60_000_000_000)

    mutating func report(_ error: TLSError, to log: Log, now: UInt64) {
        let level: Log.Level = error.isNetworkTrouble ? .debug : .warn
        let text = error.description
        guard log.writes(level), let suppressed = throttle.admit(text, now: now) else { return }
        var fields: [(String, Log.Value)] = [("error", .text(text))]
        if let hint = Self.hint(text) { fields.append(("hint", .text(hint))) }
        fields.append(("suppressed", .number(suppressed)))
        log.write(level, "TLS handshake failed", fields)
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
