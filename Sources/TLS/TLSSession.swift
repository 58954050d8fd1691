import COpenSSL
import Certificates
import Glibc

/// How far one call has come.
package enum TLSProgress: Hashable, Sendable {
    /// The number of bytes moved; 1 for a handshake.
    case done(Int)
    case wantsRead
    case wantsWrite
    /// The peer has ended its side in order.
    case closed
}

/// One TLS connection over a non-blocking socket, used by one thread at a time.
///
/// The process must ignore SIGPIPE: OpenSSL writes with `write`.
package struct TLSSession: ~Copyable {
    private let ssl: OpaquePointer
    /// Keeps alive what the context's callbacks find by address.
    private let context: TLSContext
    private var isBroken = false

    /// The accepting side; the descriptor stays the caller's.
    package init(server context: TLSContext, descriptor: CInt) throws(TLSError) {
        ssl = try Self.open(context, descriptor) { ssl in SSL_set_accept_state(ssl) }
        self.context = context
    }

    /// The connecting side.
    ///
    /// `serverName` is sent as SNI and looked for in the server's certificate; nil checks the chain only. `protocols`
    /// are offered by ALPN.
    package init(
        client context: TLSContext,
        descriptor: CInt,
        serverName: String?,
        protocols: [String] = ["http/1.1"]
    ) throws(TLSError) {
        ssl = try Self.open(context, descriptor) { ssl throws(TLSError) in
            SSL_set_connect_state(ssl)
            if let serverName { try Self.expect(serverName, from: ssl) }
            let offer = protocols.flatMap { [UInt8(clamping: $0.utf8.count)] + Array($0.utf8) }
            // Zero is success here.
            if !offer.isEmpty, SSL_set_alpn_protos(ssl, offer, CUnsignedInt(offer.count)) != 0 {
                throw .library("SSL_set_alpn_protos")
            }
        }
        self.context = context
    }

    private static func open(
        _ context: TLSContext,
        _ descriptor: CInt,
        _ configure: (OpaquePointer) throws(TLSError) -> Void
    ) throws(TLSError) -> OpaquePointer {
        guard let ssl = SSL_new(context.pointer) else { throw .library("SSL_new") }
        do throws(TLSError) {
            guard SSL_set_fd(ssl, descriptor) == 1 else { throw .library("SSL_set_fd") }
            try configure(ssl)
            return ssl
        } catch {
            SSL_free(ssl)
            throw error
        }
    }

    private static func expect(_ serverName: String, from ssl: OpaquePointer) throws(TLSError) {
        let isAddress = X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), serverName) == 1
        ERR_clear_error()
        // SNI carries no addresses (RFC 6066 section 3).
        if isAddress { return }
        guard COpenSSL_SSL_set_tlsext_host_name(ssl, serverName) == 1, SSL_set1_host(ssl, serverName) == 1 else {
            throw .certificate(.malformedName(serverName))
        }
    }

    deinit {
        SSL_free(ssl)
    }

    package mutating func handshake() throws(TLSError) -> TLSProgress {
        ERR_clear_error()
        let result = SSL_do_handshake(ssl)
        return result > 0 ? .done(1) : try classify(result)
    }

    /// At most one record's content.
    package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(TLSError) -> TLSProgress {
        ERR_clear_error()
        let result = SSL_read(ssl, buffer.baseAddress, CInt(clamping: buffer.count))
        return result > 0 ? .done(Int(result)) : try classify(result)
    }

    /// After ``TLSProgress/wantsWrite`` the same bytes must be offered again, from any address.
    package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(TLSError) -> TLSProgress {
        if bytes.isEmpty { return .done(0) }
        ERR_clear_error()
        let result = SSL_write(ssl, bytes.baseAddress, CInt(clamping: bytes.count))
        return result > 0 ? .done(Int(result)) : try classify(result)
    }

    /// Sends close_notify if the connection is in a state to do so; does not wait for the peer's.
    package mutating func sendClose() {
        guard !isBroken, SSL_in_init(ssl) == 0 else { return }
        ERR_clear_error()
        _ = SSL_shutdown(ssl)
        ERR_clear_error()
    }

    /// True when bytes were read from the socket that have not been handed out: the socket alone would not report them.
    package var hasPending: Bool { SSL_has_pending(ssl) == 1 }

    /// `TLSv1.2` or `TLSv1.3`.
    package var version: String { String(cString: SSL_get_version(ssl)) }

    /// What ALPN agreed on.
    package var applicationProtocol: String? {
        var name: UnsafePointer<UInt8>?
        var length: CUnsignedInt = 0
        SSL_get0_alpn_selected(ssl, &name, &length)
        guard let name, length > 0 else { return nil }
        return String(decoding: UnsafeBufferPointer(start: name, count: Int(length)), as: UTF8.self)
    }

    /// DNS names in the peer's certificate.
    package var peerNames: [String] {
        guard let pointer = SSL_get1_peer_certificate(ssl) else { return [] }
        return Certificate(owning: pointer).dnsNames
    }

    /// PEM of what a server has shown, the leaf first; empty on the accepting side.
    package var peerChain: [UInt8] {
        guard let list = SSL_get_peer_cert_chain(ssl) else { return [] }
        var chain: [UInt8] = []
        for index in 0..<max(0, COpenSSL_sk_X509_num(list)) {
            guard let pointer = COpenSSL_sk_X509_value(list, index), X509_up_ref(pointer) == 1 else { continue }
            chain += (try? Certificate(owning: pointer).pem()) ?? []
        }
        return chain
    }

    /// Says what a result of zero or less means.
    ///
    /// `SSL_get_error` looks at this thread's error queue, so it comes right after the call, and the queue was emptied
    /// right before it.
    private mutating func classify(_ result: CInt) throws(TLSError) -> TLSProgress {
        let number = errno
        switch SSL_get_error(ssl, result) {
        case SSL_ERROR_WANT_READ:
            return .wantsRead
        case SSL_ERROR_WANT_WRITE:
            return .wantsWrite
        case SSL_ERROR_ZERO_RETURN:
            return .closed
        case SSL_ERROR_SYSCALL:
            isBroken = true
            ERR_clear_error()
            throw .connectionFailure(errno: number)
        default:
            isBroken = true
            let code = ERR_peek_error()
            if COpenSSL_ERR_GET_LIB(code) == ERR_LIB_SSL, COpenSSL_ERR_GET_REASON(code) == SSL_R_HTTP_REQUEST {
                ERR_clear_error()
                throw .plainHTTP
            }
            let reason = OpenSSLErrors.takeReason()
            guard COpenSSL_ERR_GET_LIB(code) == ERR_LIB_SSL,
                COpenSSL_ERR_GET_REASON(code) == SSL_R_CERTIFICATE_VERIFY_FAILED
            else { throw .protocolFailure(reason: reason) }
            throw .protocolFailure(reason: "\(reason): \(verification)")
        }
    }

    /// What the verification of the peer's certificate came to.
    private var verification: String {
        String(cString: X509_verify_cert_error_string(SSL_get_verify_result(ssl)))
    }
}
