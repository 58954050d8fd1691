import Certificates
import TLS

/// What is to be said about a certificate near its end: a tenth of its life before, and when it is over.
struct ExpiryNotice: Hashable, Sendable {
    var notAfter: Int
    var isExpired: Bool

    /// Nil while there is nothing to say.
    init?(_ credentials: TLSCredentials, now: Int) {
        let life = credentials.notAfter - credentials.notBefore
        guard credentials.notAfter - now < life / 10 else { return nil }
        notAfter = credentials.notAfter
        isExpired = now >= notAfter
    }

    var level: Log.Level { isExpired ? .error : .warn }
    var message: String { isExpired ? "the serving certificate has expired" : "the serving certificate expires soon" }
}
