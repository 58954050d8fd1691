/// PKCS #8 (RFC 5208, RFC 5958), PKCS #1 (RFC 8017 appendix A.1.2) and SEC 1 (RFC 5915), told apart by their elements.
extension KeyShape {
    init(privateKey bytes: [UInt8]) {
        guard var content = DERReader.sequence(bytes) else {
            self = .malformed
            return
        }
        // EncryptedPrivateKeyInfo is the only form that does not begin with a version.
        if content.nextTag == DERReader.Tag.sequence {
            self =
                content.skip() && content.read(DERReader.Tag.octetString) != nil && content.isAtEnd
                ? .encrypted : .malformed
        } else if bytes.count > Self.privateKeyBytes {
            self = .refused("a key of \(bytes.count) bytes")
        } else if let version = content.smallInteger() {
            self =
                switch content.nextTag {
                case DERReader.Tag.sequence: Self.pkcs8(content)
                case DERReader.Tag.integer: Self.numbers(content, version: version, .rsa)
                case DERReader.Tag.octetString: version == 1 ? Self.sec1(content, curve: nil) : .malformed
                default: .malformed
                }
        } else {
            self = .malformed
        }
    }

    private static func pkcs8(_ content: DERReader) -> KeyShape {
        var content = content
        guard let identifier = content.read(DERReader.Tag.sequence), let algorithm = AlgorithmIdentifier(identifier),
            let key = content.read(DERReader.Tag.octetString)
        else { return .malformed }
        // Attributes, and the public key of RFC 5958.
        if content.nextTag == DERReader.Tag.explicit(0), !content.skip() { return .malformed }
        if content.nextTag == DERReader.Tag.implicit(1), !content.skip() { return .malformed }
        guard content.isAtEnd else { return .malformed }
        guard case .decodable(let kind) = algorithm.shape else { return algorithm.shape }
        var inner = key
        switch kind {
        case .rsa, .rsaPSS:
            guard var numbers = inner.read(DERReader.Tag.sequence), inner.isAtEnd,
                let version = numbers.smallInteger()
            else { return .malformed }
            return Self.numbers(numbers, version: version, kind)
        case .ellipticCurve:
            guard var numbers = inner.read(DERReader.Tag.sequence), inner.isAtEnd, numbers.smallInteger() == 1 else {
                return .malformed
            }
            return sec1(numbers, curve: algorithm.curve)
        case .ed25519, .ed448:
            let isWhole = inner.read(DERReader.Tag.octetString)?.count == (kind == .ed25519 ? 32 : 57)
            return isWhole && inner.isAtEnd ? .decodable(kind) : .malformed
        }
    }

    /// The numbers of an RSA key behind its version; with fewer of them it is the old form of a DSA key.
    private static func numbers(_ content: DERReader, version: Int, _ kind: KeyAlgorithm) -> KeyShape {
        var content = content
        var bits: [Int] = []
        while bits.count < 8, let next = content.integerBits() { bits.append(next) }
        if content.isAtEnd, bits.count == 5 { return .refused("a DSA key") }
        guard bits.count == 8 else { return .malformed }
        guard version == 0 else { return .refused("an RSA key of more than two primes") }
        guard content.isAtEnd else { return .malformed }
        guard bits.allSatisfy({ $0 <= max(rsaBits, bits[0]) }) else { return .malformed }
        return rsa(kind, modulus: bits[0], exponent: bits[1])
    }

    /// An EC key behind its version; the curve may stand outside, inside, or, if it is the same, in both places.
    private static func sec1(_ content: DERReader, curve outer: ObjectIdentifier?) -> KeyShape {
        var content = content
        guard let secret = content.read(DERReader.Tag.octetString) else { return .malformed }
        var curve = outer
        if content.nextTag == DERReader.Tag.explicit(0) {
            guard var parameters = content.read(DERReader.Tag.explicit(0)) else { return .malformed }
            guard let inner = ObjectIdentifier(&parameters) else {
                return .refused("an EC key with explicit parameters")
            }
            guard parameters.isAtEnd, outer == nil || outer == inner else { return .malformed }
            curve = inner
        }
        if content.nextTag == DERReader.Tag.explicit(1) {
            guard var publicKey = content.read(DERReader.Tag.explicit(1)), let point = publicKey.wholeBits(),
                publicKey.isAtEnd, point.count <= 1 + 2 * coordinateBytes
            else { return .malformed }
        }
        guard content.isAtEnd, secret.count <= coordinateBytes else { return .malformed }
        return curve.map(AlgorithmIdentifier.shape) ?? .refused("an EC key without a named curve")
    }
}
