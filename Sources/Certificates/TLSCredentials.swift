import COpenSSL

/// A certificate chain and its key, found to fit together.
package struct TLSCredentials: Sendable {
    package let certificatePEM: [UInt8]
    package let privateKeyPEM: [UInt8]

    /// Of the first certificate, in seconds since 1970.
    package let notBefore: Int
    package let notAfter: Int

    package let commonName: String?

    /// DNS names of the subject alternative name extension; kube-apiserver looks at no other name.
    package let dnsNames: [String]

    /// SHA-256 over chain and key: a reload with the same hash changes nothing.
    package let contentHash: [UInt8]

    /// Takes the leaf first, then the intermediates, and a key in PKCS #8, PKCS #1 or SEC 1 without passphrase.
    package init(certificatePEM: [UInt8], privateKeyPEM: [UInt8]) throws(CertificateError) {
        let chain = try Certificate.all(pem: certificatePEM)
        guard let leaf = chain.first else { throw .noCertificate }
        let key = try PrivateKey(pem: privateKeyPEM)
        guard key.matches(leaf) else { throw .keyMismatch }
        self.certificatePEM = certificatePEM
        self.privateKeyPEM = privateKeyPEM
        notBefore = leaf.notBefore
        notAfter = leaf.notAfter
        commonName = leaf.commonName
        dnsNames = leaf.dnsNames
        contentHash = Self.sha256(certificatePEM + [0] + privateKeyPEM)
    }

    package func isValid(atUnixSeconds now: Int) -> Bool {
        notBefore <= now && now < notAfter
    }

    private static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length = 0
        guard EVP_Q_digest(nil, "SHA256", nil, bytes, bytes.count, &digest, &length) == 1 else { return bytes }
        return Array(digest.prefix(length))
    }
}
