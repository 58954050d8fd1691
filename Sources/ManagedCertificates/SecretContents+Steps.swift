import Certificates

/// What a step of a plan makes of the Secret.
extension SecretContents {
    /// A new authority besides `kept`, which is PEM; with a leaf that it has signed, or without.
    package static func made(
        _ terms: CertificateTerms,
        keeping kept: [UInt8],
        withLeaf: Bool,
        now: Int
    ) throws(Problem) -> SecretContents {
        var contents = SecretContents()
        contents.bundle = kept
        try contents.addAuthority(terms, now: now)
        guard withLeaf else { return contents }
        return try contents.issuing(terms, by: nil, names: terms.names, now: now)
    }

    /// A new authority behind the others of the bundle, whose key comes first.
    package mutating func addAuthority(_ terms: CertificateTerms, now: Int) throws(Problem) {
        let life = CertificateLife(from: now, lasting: terms.authorityLife)
        let made = try Self.making { () throws(CertificateError) in try CertificateRequest.authority(life).issue() }
        bundle = Self.joined(bundle, made.certificatePEM)
        authorityKeys = Self.joined(made.privateKeyPEM, authorityKeys)
    }

    package mutating func add(_ authorities: [UInt8]) {
        bundle = Self.joined(authorities, bundle)
    }

    /// Leaves only the keys of authorities that may still have to sign; nil `signer` is the newest.
    package func issuing(
        _ terms: CertificateTerms,
        by signer: AuthorityID?,
        names: [String],
        now: Int
    ) throws(Problem) -> SecretContents {
        var result = self
        let authorities = try Self.making { () throws(CertificateError) in try Certificate.all(pem: bundle) }
        let signers = try signers(authorities)
        let wanted = signers.first { signer == nil || $0.certificate.fingerprint == signer }
        guard let wanted else { throw Problem(text: "ca.key has no key of the authority that is to sign") }
        try Self.making { () throws(CertificateError) in
            let issuer = try TLSCredentials(
                certificatePEM: wanted.certificate.pem(),
                privateKeyPEM: wanted.key.pem()
            )
            var life = CertificateLife(from: now, lasting: terms.leafLife)
            life.notAfter = min(life.notAfter, issuer.notAfter)
            life.notBefore = max(life.notBefore, issuer.notBefore)
            let leaf = try CertificateRequest.server(names, life).issue(by: issuer)
            result.chain = leaf.certificatePEM
            result.key = leaf.privateKeyPEM
            // From the first leaf of the newest on, nothing is signed by an older one.
            if wanted.certificate.fingerprint == signers.first?.certificate.fingerprint {
                result.authorityKeys = issuer.privateKeyPEM
            }
        }
        return result
    }

    package mutating func drop(_ ids: [AuthorityID]) throws(Problem) {
        let contents = self
        let parts = try Self.making { () throws(CertificateError) in
            let authorities = try Certificate.all(pem: contents.bundle)
            let kept = authorities.filter { !ids.contains($0.fingerprint) }
            // A key of one that is gone would match nothing.
            let all = contents.authorityKeys.isEmpty ? [] : try PrivateKey.all(pem: contents.authorityKeys)
            let keys = all.filter { key in kept.contains { key.matches($0) } }
            var bundle: [UInt8] = []
            for certificate in kept { bundle += try certificate.pem() }
            var pem: [UInt8] = []
            for key in keys { pem += try key.pem() }
            return (bundle: bundle, keys: pem)
        }
        bundle = parts.bundle
        authorityKeys = parts.keys
    }

    private static func making<Value>(
        _ body: () throws(CertificateError) -> Value
    ) throws(Problem) -> Value {
        do throws(CertificateError) {
            return try body()
        } catch {
            throw Problem(text: "\(error)")
        }
    }

    /// PEM texts behind each other, each from the beginning of a line.
    private static func joined(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
        guard let last = first.last, last != UInt8(ascii: "\n") else { return first + second }
        return first + [UInt8(ascii: "\n")] + second
    }
}
