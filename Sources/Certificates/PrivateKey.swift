import COpenSSL

/// A private key that a server can sign with: RSA, EC on a named curve, Ed25519 or Ed448.
package final class PrivateKey {
    package let pointer: OpaquePointer

    /// Takes over the reference.
    package init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    /// The first private key in the PEM text: PKCS #8, PKCS #1 or SEC 1, without passphrase.
    package convenience init(pem: [UInt8]) throws(CertificateError) {
        let (blocks, damage) = PEMBlock.all(in: pem)
        guard let block = blocks.first(where: \.isPrivateKey) else {
            throw damage.map { .malformedPrivateKey(reason: $0) } ?? .noPrivateKey
        }
        guard !block.isEncrypted else { throw .encryptedPrivateKey }
        try self.init(der: block.bytes)
    }

    /// Every private key in the PEM text, in its order; all or nothing.
    package static func all(pem: [UInt8]) throws(CertificateError) -> [PrivateKey] {
        let (blocks, damage) = PEMBlock.all(in: pem)
        if let damage { throw .malformedPrivateKey(reason: damage) }
        var result: [PrivateKey] = []
        for block in blocks where block.isPrivateKey {
            guard !block.isEncrypted else { throw .encryptedPrivateKey }
            result.append(try PrivateKey(der: block.bytes))
        }
        if result.isEmpty { throw .noPrivateKey }
        return result
    }

    convenience init(der: [UInt8]) throws(CertificateError) {
        switch KeyShape(privateKey: der) {
        case .decodable(let algorithm):
            guard let pointer = Self.decode(der, algorithm) else {
                throw .malformedPrivateKey(reason: OpenSSLErrors.takeReason())
            }
            self.init(owning: pointer)
        case .sm2: throw .unsupportedPrivateKey(KeyShape.sm2Name)
        case .refused(let name): throw .unsupportedPrivateKey(name)
        case .encrypted: throw .encryptedPrivateKey
        case .malformed: throw .malformedPrivateKey(reason: "not the DER of a private key")
        }
    }

    /// Names the algorithm, so that libcrypto tries no other.
    ///
    /// On failure the reason is in the error queue.
    private static func decode(_ der: [UInt8], _ algorithm: KeyAlgorithm) -> OpaquePointer? {
        ERR_clear_error()
        return der.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return d2i_PrivateKey(algorithm.type, nil, &position, buffer.count)
        }
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
