import COpenSSL

/// A private key of any kind OpenSSL knows.
package final class PrivateKey {
    package let pointer: OpaquePointer

    /// Takes over the reference.
    package init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    package convenience init(pem: [UInt8]) throws(CertificateError) {
        let bio = try MemoryBIO(pem)
        ERR_clear_error()
        guard let pointer = PEM_read_bio_PrivateKey(bio.pointer, nil, refusePassphrase, nil) else {
            let reason = OpenSSLErrors.takeReason()
            // libcrypto says "unsupported" for a file without a key and for a key that it cannot read.
            let isThere = pem.firstRange(of: Array("PRIVATE KEY-----".utf8)) != nil
            throw isThere ? .malformedPrivateKey(reason: reason) : .noPrivateKey
        }
        self.init(owning: pointer)
    }

    /// P-256: what every TLS client takes, and cheap to sign with.
    package static func generate() throws(CertificateError) -> PrivateKey {
        guard let pointer = COpenSSL_EVP_EC_gen("P-256") else { throw .library("EVP_EC_gen") }
        return PrivateKey(owning: pointer)
    }

    deinit {
        EVP_PKEY_free(pointer)
    }

    package func matches(_ certificate: Certificate) -> Bool {
        ERR_clear_error()
        let result = X509_check_private_key(certificate.pointer, pointer)
        ERR_clear_error()
        return result == 1
    }

    /// PKCS #8.
    package func pem() throws(CertificateError) -> [UInt8] {
        let bio = try MemoryBIO()
        guard PEM_write_bio_PrivateKey(bio.pointer, pointer, nil, nil, 0, nil, nil) == 1 else {
            throw .library("PEM_write_bio_PrivateKey")
        }
        return bio.written
    }
}
