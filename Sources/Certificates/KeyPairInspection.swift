import COpenSSL

/// What the bytes of a certificate chain and its key say about themselves.
///
/// Computes only; nothing is verified against an authority. Algorithms that this OpenSSL does not know, and SM2, are
/// passed over: a load balancer may well take them.
package struct KeyPairInspection: Sendable {
    package enum Problem: Hashable, Sendable {
        /// With the label of the block that is there instead.
        case noCertificate(found: String?)
        case malformedCertificate
        case noKey(found: String?)
        case malformedKey
        case encryptedKey
        /// The key belongs to a later certificate of the chain, counted from 1.
        case keyOfCertificate(Int)
        case keyMismatch
    }

    /// The first certificate, or the one that the key belongs to.
    package struct Leaf: Sendable {
        /// DNS names, and the common name for a certificate that has none.
        package var names: [String]
        /// In seconds since 1970.
        package var notBefore: Int
        package var notAfter: Int
    }

    /// No real chain is longer.
    private static let chainLimit = 32

    package private(set) var problems: [Problem] = []
    package private(set) var leaf: Leaf?

    package init(certificate: [UInt8], key: [UInt8]) {
        let chain = readChain(certificate)
        leaf = chain.first.flatMap { $0 }.map(Leaf.init)
        guard let key = readKey(key), let first = chain.first.flatMap({ $0 }), first.isComparable, key.isComparable
        else { return }
        guard !key.matches(first) else { return }
        for (index, certificate) in chain.enumerated().dropFirst() {
            guard let certificate, key.matches(certificate) else { continue }
            leaf = Leaf(certificate)
            problems.append(.keyOfCertificate(index + 1))
            return
        }
        problems.append(.keyMismatch)
    }

    /// Nil for a certificate that is well-formed, but unknown.
    private mutating func readChain(_ text: [UInt8]) -> [Certificate?] {
        let (blocks, isDamaged) = PEMBlock.all(in: text)
        let certificates = blocks.filter(\.isCertificate)
        guard !certificates.isEmpty else {
            problems.append(isDamaged ? .malformedCertificate : .noCertificate(found: blocks.first?.label))
            return []
        }
        let chain = certificates.prefix(Self.chainLimit).map { Certificate(der: $0.bytes) }
        let isBroken = zip(chain, certificates).contains { $0 == nil && !$1.isOneSequence }
        if isBroken || isDamaged { problems.append(.malformedCertificate) }
        return chain
    }

    private mutating func readKey(_ text: [UInt8]) -> PrivateKey? {
        let (blocks, isDamaged) = PEMBlock.all(in: text)
        guard let block = blocks.first(where: \.isPrivateKey) else {
            problems.append(isDamaged ? .malformedKey : .noKey(found: blocks.first?.label))
            return nil
        }
        guard !block.isEncrypted else {
            problems.append(.encryptedKey)
            return nil
        }
        let key = PrivateKey(der: block.bytes)
        if key == nil, !block.isOneSequence { problems.append(.malformedKey) }
        return key
    }
}

extension KeyPairInspection.Leaf {
    init(_ certificate: Certificate) {
        let dnsNames = certificate.dnsNames
        names = dnsNames.isEmpty ? [certificate.commonName].compactMap(\.self) : dnsNames
        notBefore = certificate.notBefore
        notAfter = certificate.notAfter
    }

    /// Whether a name stands for `host`: the same text without regard to case, or a wildcard for its first label.
    package func covers(_ host: String) -> Bool {
        let host = host.lowercased()
        let wildcard = host.firstIndex(of: ".").map { "*" + host[$0...] }
        return names.contains { name in
            let name = name.lowercased()
            return name == host || name == wildcard
        }
    }
}

extension Certificate {
    convenience init?(der: [UInt8]) {
        guard !der.isEmpty else { return nil }
        let pointer = der.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            var position = buffer.baseAddress
            return d2i_X509(nil, &position, buffer.count)
        }
        ERR_clear_error()
        guard let pointer else { return nil }
        self.init(owning: pointer)
    }

    fileprivate var isComparable: Bool {
        let key = X509_get0_pubkey(pointer)
        ERR_clear_error()
        return key.map { EVP_PKEY_is_a($0, "SM2") == 0 } ?? false
    }
}

extension PrivateKey {
    convenience init?(der: [UInt8]) {
        guard !der.isEmpty else { return nil }
        let pointer = der.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            var position = buffer.baseAddress
            return d2i_AutoPrivateKey(nil, &position, buffer.count)
        }
        ERR_clear_error()
        guard let pointer else { return nil }
        self.init(owning: pointer)
    }

    fileprivate var isComparable: Bool { EVP_PKEY_is_a(pointer, "SM2") == 0 }
}
