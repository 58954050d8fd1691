import COpenSSL

/// What the bytes of a certificate chain and its key say about themselves.
///
/// Computes only; nothing is verified against an authority. SM2 is passed over: a load balancer may well take it. Of
/// other keys than RSA, EC, Ed25519 and Ed448, and of very large ones, nothing is decoded, and that is said.
package struct KeyPairInspection: Sendable {
    package enum Problem: Hashable, Sendable {
        /// With the label of the block that is there instead.
        case noCertificate(found: String?)
        case malformedCertificate
        /// The certificate, counted from 1, has a key that is not judged, such as "a DSA key".
        case uncheckedCertificate(Int, key: String)
        case noKey(found: String?)
        case malformedKey
        case encryptedKey
        case uncheckedKey(String)
        /// The key belongs to a later certificate of the chain, counted from 1.
        case keyOfCertificate(Int)
        case keyMismatch
    }

    /// The first certificate, or the one that the key belongs to.
    package struct Leaf: Sendable {
        /// DNS names, and the common name for a certificate that has none.
        package let names: CertificateNames
        package let hasCommonName: Bool
        /// In seconds since 1970.
        package let notBefore: Int
        package let notAfter: Int

        init(_ certificate: Certificate) {
            let dnsNames = certificate.dnsNames
            hasCommonName = certificate.commonName?.isEmpty == false
            names = CertificateNames(dnsNames.isEmpty ? [certificate.commonName].compactMap(\.self) : dnsNames)
            notBefore = certificate.notBefore
            notAfter = certificate.notAfter
        }
    }

    /// No real chain is longer.
    static let chainLimit = 32

    package private(set) var problems: [Problem] = []
    package private(set) var leaf: Leaf?

    package init(certificate: [UInt8], key: [UInt8]) {
        let chain = readChain(certificate)
        switch KeyReading(key) {
        case .key(let key): judge(chain, key.matches)
        case .problem(let problem): judge(chain, nil, problem)
        case .passedOver: judge(chain, nil)
        }
    }

    /// The same for a key of which only a stand-in is left.
    package init(certificate: [UInt8], key: KeyStandIn) {
        let chain = readChain(certificate)
        switch key {
        case .publicKey(let pem):
            let key = PublicKey(pem: pem)
            judge(chain, key?.matches, key == nil ? .malformedKey : nil)
        case .problem(let problem): judge(chain, nil, problem)
        case .passedOver: judge(chain, nil)
        }
    }

    private mutating func judge(_ chain: [Certificate?], _ matches: ((Certificate) -> Bool)?, _ problem: Problem? = nil)
    {
        leaf = chain.first.flatMap { $0 }.map(Leaf.init)
        if let problem { problems.append(problem) }
        guard let matches, let first = chain.first.flatMap({ $0 }), !matches(first) else { return }
        for (index, certificate) in chain.enumerated().dropFirst() {
            guard let certificate, matches(certificate) else { continue }
            leaf = Leaf(certificate)
            problems.append(.keyOfCertificate(index + 1))
            return
        }
        problems.append(.keyMismatch)
    }

    /// Nil for a certificate that is not judged.
    private mutating func readChain(_ text: [UInt8]) -> [Certificate?] {
        let (blocks, damage) = PEMBlock.all(in: text)
        let certificates = blocks.filter(\.isCertificate)
        guard !certificates.isEmpty else {
            problems.append(damage == nil ? .noCertificate(found: blocks.first?.label) : .malformedCertificate)
            return []
        }
        var isMalformed = damage != nil
        var unchecked: Problem?
        var chain: [Certificate?] = []
        for (index, block) in certificates.prefix(Self.chainLimit).enumerated() {
            do throws(CertificateError) {
                chain.append(try Certificate(der: block.bytes))
            } catch {
                chain.append(nil)
                switch error {
                case .unsupportedCertificate(let key) where key != KeyShape.sm2Name:
                    unchecked = unchecked ?? .uncheckedCertificate(index + 1, key: key)
                case .unsupportedCertificate: break
                default: isMalformed = true
                }
            }
        }
        if isMalformed { problems.append(.malformedCertificate) }
        if let unchecked { problems.append(unchecked) }
        return chain
    }
}
