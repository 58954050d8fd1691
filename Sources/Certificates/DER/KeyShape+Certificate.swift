extension KeyShape {
    /// Of the public key of an X.509 certificate (RFC 5280 section 4.1); nothing else in it is judged.
    init(certificate bytes: [UInt8]) {
        guard var outer = DERReader.sequence(bytes), var content = outer.read(DERReader.Tag.sequence), outer.skip(),
            outer.read(DERReader.Tag.bitString) != nil, outer.isAtEnd
        else {
            self = .malformed
            return
        }
        if content.nextTag == DERReader.Tag.explicit(0), !content.skip() {
            self = .malformed
            return
        }
        // Serial number, signature algorithm, issuer, validity, subject.
        for _ in 0..<5 where !content.skip() {
            self = .malformed
            return
        }
        guard let key = content.read(DERReader.Tag.sequence) else {
            self = .malformed
            return
        }
        self = KeyShape(publicKey: key)
    }
}
