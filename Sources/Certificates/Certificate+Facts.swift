import COpenSSL

/// What is told of a certificate, and asked of it, besides names and life.
extension Certificate {
    /// SHA-256 over its DER, which tells certificates apart.
    package var fingerprint: [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: CUnsignedInt = 0
        guard X509_digest(pointer, EVP_sha256(), &digest, &length) == 1 else { return [] }
        return Array(digest.prefix(Int(length)))
    }

    package func pem() throws(CertificateError) -> [UInt8] {
        let bio = try MemoryBIO()
        guard PEM_write_bio_X509(bio.pointer, pointer) == 1 else { throw .library("PEM_write_bio_X509") }
        return bio.written
    }

    /// Whether it may sign certificates (RFC 5280 section 4.2.1.9).
    package var isAuthority: Bool { X509_check_ca(pointer) == 1 }

    /// Whether its subject alternative names have this address; false for a name.
    package func isFor(address: String) -> Bool {
        defer { ERR_clear_error() }
        return X509_check_ip_asc(pointer, address, 0) == 1
    }

    /// Whether `authority` has signed it; lives and purposes are not looked at.
    package func isSigned(by authority: Certificate) -> Bool {
        defer { ERR_clear_error() }
        guard X509_check_issued(authority.pointer, pointer) == X509_V_OK,
            let key = X509_get0_pubkey(authority.pointer)
        else { return false }
        return X509_verify(pointer, key) == 1
    }

    /// Such as "EC P-256" or "RSA 2048".
    package var keyDescription: String {
        guard let key = X509_get0_pubkey(pointer), let name = EVP_PKEY_get0_type_name(key) else { return "unknown" }
        let kind = String(cString: name)
        guard kind == "EC" else { return kind.hasPrefix("ED") ? kind : "\(kind) \(EVP_PKEY_get_bits(key))" }
        var group = [CChar](repeating: 0, count: 64)
        guard EVP_PKEY_get_group_name(key, &group, group.count, nil) == 1 else { return kind }
        let curve = String(decoding: group.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return "\(kind) \(curve == "prime256v1" ? "P-256" : curve)"
    }

    /// Why kube-apiserver takes no certificate of this kind; nil when it does.
    ///
    /// crypto/x509 and crypto/tls of Go: no Ed448, no RSA key below 1024 bits, no signature with SHA-1 or MD5.
    package var weakness: String? {
        if let key = X509_get0_pubkey(pointer), let name = EVP_PKEY_get0_type_name(key) {
            let bits = EVP_PKEY_get_bits(key)
            switch String(cString: name) {
            case "ED448": return "an Ed448 key, which kube-apiserver does not know"
            case "RSA" where bits < 1024: return "an RSA key of \(bits) bits; at least 2048 are needed"
            default: break
            }
        }
        var digest: CInt = 0
        guard X509_get_signature_info(pointer, &digest, nil, nil, nil) == 1 else { return nil }
        return digest == NID_sha1 || digest == NID_md5
            ? "a signature with \(digest == NID_sha1 ? "SHA-1" : "MD5"), which kube-apiserver refuses" : nil
    }
}
