import COpenSSL
package import Certificates

/// What all connections of one configuration share: certificate, trust, versions, ciphers.
///
/// SAFETY: immutable after `init`; OpenSSL locks what it counts and caches inside an `SSL_CTX`.
package final class TLSContext: @unchecked Sendable {
    package enum Version: CInt, Sendable {
        case tls12 = 0x0303
        case tls13 = 0x0304
    }

    /// Who may connect.
    package struct ClientAuthentication: Sendable {
        package let authorityPEM: [UInt8]

        /// Common names or DNS names, one of which the certificate must have; nil allows every certificate that the
        /// authority has signed, an empty list none.
        package let allowedNames: [String]?

        package init(authorityPEM: [UInt8], allowedNames: [String]? = nil) {
            self.authorityPEM = authorityPEM
            self.allowedNames = allowedNames
        }
    }

    /// Bytes of a certificate chain that a client may show: a leaf and a few intermediates.
    package static let clientChainLimit = 32 * 1024

    let pointer: OpaquePointer
    private let allowedNames: AllowedNames?

    /// A server's side.
    package init(
        server credentials: TLSCredentials,
        minimumVersion: Version = .tls12,
        clients: ClientAuthentication? = nil
    ) throws(TLSError) {
        guard let pointer = SSL_CTX_new(TLS_server_method()) else { throw .library("SSL_CTX_new") }
        self.pointer = pointer
        allowedNames = clients?.allowedNames.map(AllowedNames.init)
        try Self.configure(pointer, minimumVersion: minimumVersion)
        try Self.boundStrangersWork(pointer)
        try Self.install(credentials, in: pointer)
        SSL_CTX_set_alpn_select_cb(pointer, selectHTTP11, nil)
        if let clients { try require(clients) }
    }

    /// A client's side.
    ///
    /// Trusts the system's authorities if it is given none. `credentials` are shown to a server that asks; a lower
    /// `maximumVersion` stands for an old client.
    package init(
        clientTrusting authorityPEM: [UInt8]?,
        maximumVersion: Version = .tls13,
        credentials: TLSCredentials? = nil
    ) throws(TLSError) {
        guard let pointer = SSL_CTX_new(TLS_client_method()) else { throw .library("SSL_CTX_new") }
        self.pointer = pointer
        allowedNames = nil
        try Self.configure(pointer, minimumVersion: .tls12)
        guard COpenSSL_SSL_CTX_set_max_proto_version(pointer, maximumVersion.rawValue) == 1 else {
            throw .library("SSL_CTX_set_max_proto_version")
        }
        if let credentials { try Self.install(credentials, in: pointer) }
        if let authorityPEM {
            let authorities: [Certificate]
            do throws(CertificateError) {
                authorities = try Certificate.all(pem: authorityPEM)
            } catch {
                throw .certificate(error)
            }
            try Self.trust(authorities, in: pointer)
        } else if SSL_CTX_set_default_verify_paths(pointer) != 1 {
            throw .library("SSL_CTX_set_default_verify_paths")
        }
        SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER, nil)
    }

    /// A client's side that takes every certificate: for looking at it, or for talking to whoever answers.
    package static func inspecting(credentials: TLSCredentials? = nil) throws(TLSError) -> TLSContext {
        guard let pointer = SSL_CTX_new(TLS_client_method()) else { throw .library("SSL_CTX_new") }
        let context = TLSContext(owning: pointer)
        try configure(pointer, minimumVersion: .tls12)
        if let credentials { try install(credentials, in: pointer) }
        SSL_CTX_set_verify(pointer, SSL_VERIFY_NONE, nil)
        return context
    }

    private init(owning pointer: OpaquePointer) {
        self.pointer = pointer
        allowedNames = nil
    }

    deinit {
        SSL_CTX_free(pointer)
    }

    private static func configure(_ pointer: OpaquePointer, minimumVersion: Version) throws(TLSError) {
        guard COpenSSL_SSL_CTX_set_min_proto_version(pointer, minimumVersion.rawValue) == 1 else {
            throw .library("SSL_CTX_set_min_proto_version")
        }
        // TLS 1.2 with forward secrecy and authenticated encryption only (RFC 9325 section 4.2).
        guard SSL_CTX_set_cipher_list(pointer, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1 else {
            throw .library("SSL_CTX_set_cipher_list")
        }
        SSL_CTX_set_options(
            pointer,
            COpenSSL_SSL_OP_NO_RENEGOTIATION | COpenSSL_SSL_OP_NO_COMPRESSION
                | COpenSSL_SSL_OP_CIPHER_SERVER_PREFERENCE | COpenSSL_SSL_OP_PRIORITIZE_CHACHA
                // HTTP frames its messages itself, so a missing close_notify hides nothing.
                | COpenSSL_SSL_OP_IGNORE_UNEXPECTED_EOF
        )
        _ = COpenSSL_SSL_CTX_set_mode(
            pointer,
            CLong(SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS)
        )
        // Tickets carry the state; a cache on this side would only hold memory.
        _ = COpenSSL_SSL_CTX_set_session_cache_mode(pointer, CLong(SSL_SESS_CACHE_OFF))
        // One read for a record's header and content together: 6.1 instead of 10.9 CPU-µs a request.
        COpenSSL_SSL_CTX_set_read_ahead(pointer, 1)
    }

    /// Everything that happens before a client is known must cost little, however often it is asked for.
    private static func boundStrangersWork(_ pointer: OpaquePointer) throws(TLSError) {
        // One ClientHello with a share of a finite field group would cost up to 0.13 s of CPU (CVE-2002-20001). OpenSSL
        // 3.5 knows the first list; an older one refuses it for the name.
        let lists: [String] = ["X25519MLKEM768:X25519:P-256:P-384", "X25519:P-256:P-384"]
        guard lists.contains(where: { list in COpenSSL_SSL_CTX_set1_groups_list(pointer, list) == 1 }) else {
            throw .library("SSL_CTX_set1_groups_list")
        }
        ERR_clear_error()
        // A read comes back after messages that carry no content: a flood of key updates must not keep it for itself.
        _ = COpenSSL_SSL_CTX_clear_mode(pointer, CLong(SSL_MODE_AUTO_RETRY))
        // Each ticket is sealed and sent right after the handshake; one is enough for one next connection.
        SSL_CTX_set_num_tickets(pointer, 1)
        COpenSSL_SSL_CTX_set_max_cert_list(pointer, clientChainLimit)
        SSL_CTX_set_verify_depth(pointer, 8)
    }

    private static func install(_ credentials: TLSCredentials, in pointer: OpaquePointer) throws(TLSError) {
        let chain: [Certificate]
        let key: PrivateKey
        do throws(CertificateError) {
            chain = try Certificate.all(pem: credentials.certificatePEM)
            key = try PrivateKey(pem: credentials.privateKeyPEM)
        } catch {
            throw .certificate(error)
        }
        guard let leaf = chain.first else { throw .certificate(.noCertificate) }
        guard key.matches(leaf) else { throw .certificate(.keyMismatch) }
        guard SSL_CTX_use_certificate(pointer, leaf.pointer) == 1 else { throw .library("SSL_CTX_use_certificate") }
        guard SSL_CTX_use_PrivateKey(pointer, key.pointer) == 1 else { throw .library("SSL_CTX_use_PrivateKey") }
        for intermediate in chain.dropFirst() {
            guard X509_up_ref(intermediate.pointer) == 1,
                COpenSSL_SSL_CTX_add0_chain_cert(pointer, intermediate.pointer) == 1
            else { throw .library("SSL_CTX_add0_chain_cert") }
        }
    }

    private static func trust(_ authorities: [Certificate], in pointer: OpaquePointer) throws(TLSError) {
        guard let store = SSL_CTX_get_cert_store(pointer) else { throw .library("SSL_CTX_get_cert_store") }
        for authority in authorities where X509_STORE_add_cert(store, authority.pointer) != 1 {
            throw .library("X509_STORE_add_cert")
        }
    }

    private func require(_ clients: ClientAuthentication) throws(TLSError) {
        let authorities: [Certificate]
        do throws(CertificateError) {
            authorities = try Certificate.all(pem: clients.authorityPEM)
        } catch {
            throw .malformedClientCA(error)
        }
        try Self.trust(authorities, in: pointer)
        for authority in authorities where SSL_CTX_add_client_CA(pointer, authority.pointer) != 1 {
            throw .library("SSL_CTX_add_client_CA")
        }
        // A resumed session would skip the verification, also after the authority has changed.
        SSL_CTX_set_options(pointer, COpenSSL_SSL_OP_NO_TICKET)
        SSL_CTX_set_num_tickets(pointer, 0)
        guard let allowedNames else {
            return SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nil)
        }
        _ = COpenSSL_SSL_CTX_set_app_data(pointer, Unmanaged.passUnretained(allowedNames).toOpaque())
        SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, verifyClient)
    }
}
