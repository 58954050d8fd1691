import COpenSSL

/// Tells which certificate a private key belongs to, without it.
final class PublicKey {
    private let pointer: OpaquePointer

    /// `PUBLIC KEY` (RFC 7468 section 13).
    init?(pem: [UInt8]) {
        guard let bio = try? MemoryBIO(pem) else { return nil }
        ERR_clear_error()
        defer { ERR_clear_error() }
        guard let pointer = PEM_read_bio_PUBKEY(bio.pointer, nil, refusePassphrase, nil) else { return nil }
        self.pointer = pointer
    }

    deinit {
        EVP_PKEY_free(pointer)
    }

    func matches(_ certificate: Certificate) -> Bool {
        ERR_clear_error()
        // Compares public parts only.
        let result = X509_check_private_key(certificate.pointer, pointer)
        ERR_clear_error()
        return result == 1
    }
}

extension PrivateKey {
    /// Of its public key; nil when libcrypto cannot write it.
    var publicPEM: [UInt8]? {
        guard let bio = try? MemoryBIO(), PEM_write_bio_PUBKEY(bio.pointer, pointer) == 1 else { return nil }
        return bio.written
    }
}
