import COpenSSL

/// Whether a client that trusts a bundle takes what a server shows, judged as kube-apiserver judges a webhook.
package enum CertificateVerification {
    /// Why it does not; nil when it does.
    ///
    /// `chain` is PEM, the leaf first. Every certificate of `bundle` is an anchor, self-signed or not, and a name is
    /// looked for in the subject alternative names only, as in crypto/x509 of Go. `now` is in seconds since 1970.
    package static func problem(
        chain: [UInt8],
        bundle: [UInt8],
        serverName: String? = nil,
        now: Int
    ) throws(CertificateError) -> String? {
        let chain = try Certificate.all(pem: chain)
        let anchors = try Certificate.all(pem: bundle)
        guard let leaf = chain.first else { throw .noCertificate }
        guard let store = X509_STORE_new(), let context = X509_STORE_CTX_new(), let others = COpenSSL_sk_X509_new()
        else { throw .library("X509_STORE_new") }
        defer {
            X509_STORE_CTX_free(context)
            X509_STORE_free(store)
            COpenSSL_sk_X509_free(others)
            ERR_clear_error()
        }
        for anchor in anchors where X509_STORE_add_cert(store, anchor.pointer) != 1 {
            throw .library("X509_STORE_add_cert")
        }
        for certificate in chain.dropFirst() { _ = COpenSSL_sk_X509_push(others, certificate.pointer) }
        guard X509_STORE_CTX_init(context, store, leaf.pointer, others) == 1,
            let parameters = X509_STORE_CTX_get0_param(context)
        else { throw .library("X509_STORE_CTX_init") }
        X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_SSL_SERVER)
        X509_VERIFY_PARAM_set_time(parameters, now)
        X509_VERIFY_PARAM_set_flags(parameters, CUnsignedLong(X509_V_FLAG_PARTIAL_CHAIN))
        if let serverName { try expect(serverName, parameters) }
        // The certificates are borrowed by the store and the list until the end of this function.
        return withExtendedLifetime((chain, anchors)) {
            guard X509_verify_cert(context) != 1 else { return nil }
            return String(cString: X509_verify_cert_error_string(CLong(X509_STORE_CTX_get_error(context))))
        }
    }

    private static func expect(_ name: String, _ parameters: OpaquePointer) throws(CertificateError) {
        if X509_VERIFY_PARAM_set1_ip_asc(parameters, name) == 1 { return }
        X509_VERIFY_PARAM_set_hostflags(parameters, CUnsignedInt(X509_CHECK_FLAG_NEVER_CHECK_SUBJECT))
        guard X509_VERIFY_PARAM_set1_host(parameters, name, name.utf8.count) == 1 else { throw .malformedName(name) }
    }
}
