import Certificates
import TLS

/// The TLS side of new connections: the authorities are read for each, and parsed when they have changed.
struct ServerTrust {
    private let transport: APIServerAccess.Transport
    private var last: (pem: [UInt8], context: TLSContext)?

    init(_ transport: APIServerAccess.Transport) {
        self.transport = transport
    }

    /// Nil for a plain connection.
    mutating func context() throws(ResourceProblem) -> TLSContext? {
        guard case .tls(let authority) = transport else { return nil }
        let pem = try authority().get()
        if let last, last.pem == pem { return last.context }
        do throws(TLSError) {
            let context = try TLSContext(clientTrusting: pem)
            last = (pem, context)
            return context
        } catch {
            throw .credentials("the server's authorities cannot be used: \(error)")
        }
    }
}
