import Certificates

/// What can go wrong with certificates, keys and connections.
package enum TLSError: Error, Hashable, Sendable {
    case noCertificate
    case malformedCertificate(reason: String)
    case noPrivateKey
    case malformedPrivateKey(reason: String)
    case keyMismatch
    case malformedClientCA(reason: String)
    case malformedName(String)

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

extension TLSError {
    init(_ error: CertificateError) {
        self =
            switch error {
            case .noCertificate: .noCertificate
            case .malformedCertificate(let reason): .malformedCertificate(reason: reason)
            case .noPrivateKey: .noPrivateKey
            case .malformedPrivateKey(let reason): .malformedPrivateKey(reason: reason)
            case .library(let call, let reason): .library(call: call, reason: reason)
            }
    }

    /// Runs what reads certificates, with this module's errors.
    static func translating<Value>(
        _ body: @autoclosure () throws(CertificateError) -> Value
    ) throws(TLSError) -> Value {
        do throws(CertificateError) {
            return try body()
        } catch {
            throw TLSError(error)
        }
    }
}

extension TLSError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noCertificate: "no certificate found in the PEM data"
        case .malformedCertificate(let reason): "certificate cannot be read: \(reason)"
        case .noPrivateKey: "no private key found in the PEM data"
        case .malformedPrivateKey(let reason): "private key cannot be read: \(reason)"
        case .keyMismatch: "private key does not match certificate"
        case .malformedClientCA(let reason): "client CA cannot be read: \(reason)"
        case .malformedName(let name): "not a DNS name or IP address: \(name)"
        case .plainHTTP: "client sent an HTTP request to an HTTPS server"
        case .protocolFailure(let reason): "TLS failed: \(reason)"
        case .connectionFailure(let number): "connection failed: errno \(number)"
        case .library(let call, let reason): "\(call): \(reason)"
        }
    }
}
