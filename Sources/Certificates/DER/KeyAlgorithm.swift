import COpenSSL

/// The kinds of keys that are decoded here: those that TLS servers sign with.
enum KeyAlgorithm: Hashable {
    case rsa
    case rsaPSS
    case ellipticCurve
    case ed25519
    case ed448

    /// What libcrypto calls it.
    var type: CInt {
        switch self {
        case .rsa: EVP_PKEY_RSA
        case .rsaPSS: EVP_PKEY_RSA_PSS
        case .ellipticCurve: EVP_PKEY_EC
        case .ed25519: EVP_PKEY_ED25519
        case .ed448: EVP_PKEY_ED448
        }
    }

    /// RFC 8017 appendix C, RFC 4055 section 3, RFC 5480 section 2.1.1, RFC 8410 section 3.
    static let known: [ObjectIdentifier: KeyAlgorithm] = [
        ObjectIdentifier(1, 2, 840, 113549, 1, 1, 1): .rsa,
        ObjectIdentifier(1, 2, 840, 113549, 1, 1, 10): .rsaPSS,
        ObjectIdentifier(1, 2, 840, 10045, 2, 1): .ellipticCurve,
        ObjectIdentifier(1, 3, 101, 112): .ed25519,
        ObjectIdentifier(1, 3, 101, 113): .ed448,
    ]

    /// Algorithms that no TLS server signs with, by the names that people know.
    ///
    /// RFC 3279 section 2.3, RFC 8410 section 3. libcrypto computes the public key of a DSA or DH key while it decodes
    /// it, in time that grows with the cube of the size.
    static let unfit: [ObjectIdentifier: String] = [
        ObjectIdentifier(1, 2, 840, 10040, 4, 1): "a DSA key",
        ObjectIdentifier(1, 2, 840, 10046, 2, 1): "a DH key",
        ObjectIdentifier(1, 2, 840, 113549, 1, 3, 1): "a DH key",
        ObjectIdentifier(1, 3, 101, 110): "an X25519 key",
        ObjectIdentifier(1, 3, 101, 111): "an X448 key",
    ]

    /// Curves over prime fields that libcrypto has code for: a multiplication takes a few milliseconds at most.
    ///
    /// RFC 5480 section 2.1.1.1, SEC 2 section 2.4.1, RFC 5639 section 4.1.
    static let curves: Set<ObjectIdentifier> = [
        ObjectIdentifier(1, 3, 132, 0, 33),
        ObjectIdentifier(1, 2, 840, 10045, 3, 1, 7),
        ObjectIdentifier(1, 3, 132, 0, 34),
        ObjectIdentifier(1, 3, 132, 0, 35),
        ObjectIdentifier(1, 3, 132, 0, 10),
        ObjectIdentifier(1, 3, 36, 3, 3, 2, 8, 1, 1, 7),
        ObjectIdentifier(1, 3, 36, 3, 3, 2, 8, 1, 1, 11),
        ObjectIdentifier(1, 3, 36, 3, 3, 2, 8, 1, 1, 13),
    ]

    /// The curve and the algorithms of SM2 (GB/T 32918, GM/T 0006), which load balancers in China take.
    static let sm2: Set<ObjectIdentifier> = [
        ObjectIdentifier(1, 2, 156, 10197, 1, 301),
        ObjectIdentifier(1, 2, 156, 10197, 1, 301, 1),
        ObjectIdentifier(1, 2, 156, 10197, 1, 301, 3),
    ]
}
