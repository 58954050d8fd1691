import COpenSSL

/// What can go wrong with certificates and keys.
package enum CertificateError: Error, Hashable, Sendable {
    case noCertificate
    case malformedCertificate(reason: String)
    case noPrivateKey
    case malformedPrivateKey(reason: String)
    case encryptedPrivateKey
    /// A kind or size of key that is not decoded here, such as "a DSA key".
    case unsupportedCertificate(key: String)
    case unsupportedPrivateKey(String)
    case keyMismatch
    case malformedName(String)

    /// OpenSSL could not set something up.
    case library(call: String, reason: String)

    static func library(_ call: StaticString) -> CertificateError {
        .library(call: "\(call)", reason: OpenSSLErrors.takeReason())
    }
}

extension CertificateError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noCertificate: "no certificate found in the PEM data"
        case .malformedCertificate(let reason): "certificate cannot be read: \(reason)"
        case .noPrivateKey: "no private key found in the PEM data"
        case .malformedPrivateKey(let reason): "private key cannot be read: \(reason)"
        case .encryptedPrivateKey: "private key is encrypted with a passphrase"
        case .unsupportedCertificate(let key): "certificate has \(key), which is not supported"
        case .unsupportedPrivateKey(let key): "private key is \(key), which is not supported"
        case .keyMismatch: "private key does not match certificate"
        case .malformedName(let name): "not a DNS name or IP address: \(name)"
        case .library(let call, let reason): "\(call): \(reason)"
        }
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
