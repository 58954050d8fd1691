/// What a key is and how large, found in its DER before libcrypto decodes it: decoding some keys takes minutes.
///
/// The whole structure is read, so what passes here reads the same way to every other reader of DER.
enum KeyShape: Hashable {
    /// Cheap to decode.
    case decodable(KeyAlgorithm)
    /// SM2: fine for a load balancer and not judged here.
    case sm2
    /// Not decoded; for people, such as "a DSA key".
    case refused(String)
    case encrypted
    case malformed

    static let sm2Name = "an SM2 key"
    /// The largest modulus that libcrypto itself works with (`OPENSSL_RSA_MAX_MODULUS_BITS`).
    static let rsaBits = 16_384
    /// What libcrypto demands of the exponents of large keys (`OPENSSL_RSA_MAX_PUBEXP_BITS`); real ones are 65537.
    static let exponentBits = 64
    /// Longer than any RSA key of 16 384 bits.
    static let privateKeyBytes = 16_384
    /// Longer than a coordinate of the widest curve in use, P-521: 66 bytes.
    static let coordinateBytes = 80
}

/// `SubjectPublicKeyInfo` (RFC 5280 section 4.1).
extension KeyShape {
    init(publicKey info: DERReader) {
        var info = info
        guard let identifier = info.read(DERReader.Tag.sequence), let key = info.wholeBits(), info.isAtEnd,
            let algorithm = AlgorithmIdentifier(identifier)
        else {
            self = .malformed
            return
        }
        self = algorithm.shape
        guard case .decodable(let kind) = self else { return }
        switch kind {
        case .rsa, .rsaPSS: self = Self.rsa(publicKey: key, kind)
        case .ellipticCurve: if key.count > 1 + 2 * Self.coordinateBytes { self = .malformed }
        case .ed25519: if key.count != 32 { self = .malformed }
        case .ed448: if key.count != 57 { self = .malformed }
        }
    }

    private static func rsa(publicKey key: DERReader, _ kind: KeyAlgorithm) -> KeyShape {
        var outer = key
        guard var numbers = outer.read(DERReader.Tag.sequence), outer.isAtEnd, let modulus = numbers.integerBits(),
            let exponent = numbers.integerBits(), numbers.isAtEnd
        else { return .malformed }
        return rsa(kind, modulus: modulus, exponent: exponent)
    }

    static func rsa(_ kind: KeyAlgorithm, modulus: Int, exponent: Int) -> KeyShape {
        guard modulus <= rsaBits else { return .refused("an RSA key of \(modulus) bits") }
        guard exponent <= exponentBits else { return .refused("an RSA key with an exponent of \(exponent) bits") }
        return modulus == 0 || exponent == 0 ? .malformed : .decodable(kind)
    }
}

/// `AlgorithmIdentifier` (RFC 5280 section 4.1.1.2), as far as it names a key.
struct AlgorithmIdentifier {
    let shape: KeyShape
    /// Of an elliptic curve key.
    private(set) var curve: ObjectIdentifier?

    /// Nil when it is malformed.
    init?(_ content: DERReader) {
        var content = content
        guard let identifier = ObjectIdentifier(&content) else { return nil }
        if KeyAlgorithm.sm2.contains(identifier) {
            shape = .sm2
        } else if let name = KeyAlgorithm.unfit[identifier] {
            shape = .refused(name)
        } else if let kind = KeyAlgorithm.known[identifier] {
            guard kind == .ellipticCurve else {
                guard content.isAtEnd || (content.skip() && content.isAtEnd) else { return nil }
                shape = .decodable(kind)
                return
            }
            let hasParameters = !content.isAtEnd
            curve = ObjectIdentifier(&content)
            guard curve == nil || content.isAtEnd else { return nil }
            shape =
                curve.map(Self.shape)
                ?? .refused("an EC key \(hasParameters ? "with explicit parameters" : "without a named curve")")
        } else {
            shape = .refused("a key of an unknown algorithm (\(identifier))")
        }
    }

    static func shape(curve: ObjectIdentifier) -> KeyShape {
        if KeyAlgorithm.sm2.contains(curve) { return .sm2 }
        return KeyAlgorithm.curves.contains(curve)
            ? .decodable(.ellipticCurve) : .refused("an EC key on an unusual curve (\(curve))")
    }
}
