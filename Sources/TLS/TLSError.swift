package import Certificates

/// What can go wrong with connections and what they are set up from.
package enum TLSError: Error, Hashable, Sendable {
    /// A certificate or key that a context was to be made from.
    case certificate(CertificateError)
    case malformedClientCA(CertificateError)

    /// The peer spoke unencrypted HTTP.
    case plainHTTP

    /// The peer broke the protocol or was refused; the reason is OpenSSL's.
    case protocolFailure(reason: String)

    /// The socket failed.
    case connectionFailure(errno: CInt)

    /// OpenSSL could not set something up.
    case library(call: String, reason: String)

    static func library(_ call: StaticString) -> TLSError {
        .library(call: "\(call)", reason: OpenSSLErrors.takeReason())
    }
}

extension TLSError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .certificate(let error): error.description
        case .malformedClientCA(let error): "client CA cannot be read: \(error)"
        case .plainHTTP: "client sent an HTTP request to an HTTPS server"
        case .protocolFailure(let reason): "TLS failed: \(reason)"
        case .connectionFailure(let number): "connection failed: errno \(number)"
        case .library(let call, let reason): "\(call): \(reason)"
        }
    }
}
