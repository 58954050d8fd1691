import COpenSSL

/// What can go wrong with certificates and keys.
package enum CertificateError: Error, Hashable, Sendable {
    case noCertificate
    case malformedCertificate(reason: String)
    case noPrivateKey
    case malformedPrivateKey(reason: String)

    /// OpenSSL could not set something up.
    case library(call: String, reason: String)

    static func library(_ call: StaticString) -> CertificateError {
        .library(call: "\(call)", reason: OpenSSLErrors.takeReason())
    }
}

/// This thread's error queue.
package enum OpenSSLErrors {
    /// The oldest entry as text; empties the queue.
    package static func takeReason() -> String {
        let code = ERR_get_error()
        ERR_clear_error()
        guard code != 0, let text = ERR_reason_error_string(code) else { return "unknown reason" }
        return String(cString: text)
    }
}
