/// From when to when a certificate is valid, in seconds since 1970; the last second does not count.
package struct CertificateLife: Hashable, Sendable {
    package var notBefore: Int
    package var notAfter: Int

    package init(notBefore: Int, notAfter: Int) {
        self.notBefore = notBefore
        self.notAfter = notAfter
    }

    /// Of a new certificate: it begins an hour early, or a tenth of a short life, for clocks that lag.
    package init(from now: Int, lasting seconds: Int) {
        self.init(notBefore: now - min(3600, seconds / 10), notAfter: now + seconds)
    }

    package func contains(_ now: Int) -> Bool { notBefore <= now && now < notAfter }

    /// When two thirds are over.
    package var renewal: Int { notAfter - (notAfter - notBefore) / 3 }
}

extension Certificate {
    package var life: CertificateLife { CertificateLife(notBefore: notBefore, notAfter: notAfter) }
}

extension CertificateRequest {
    /// An authority of its own, whose name tells it from others of the same maker.
    package static func authority(_ life: CertificateLife) -> CertificateRequest {
        CertificateRequest(
            commonName: "alb-admission CA \(life.notBefore)",
            usage: .authority,
            notBefore: life.notBefore,
            notAfter: life.notAfter
        )
    }

    /// For a server under these names, which may be addresses.
    package static func server(_ names: [String], _ life: CertificateLife) -> CertificateRequest {
        let addresses = names.filter { $0.contains(":") || $0.utf8.allSatisfy { $0 < 0x3A } }
        let dnsNames = names.filter { !addresses.contains($0) }
        // 64 characters is what a common name may have (RFC 5280 appendix A.1).
        let commonName = names.first { $0.utf8.count <= 64 } ?? "alb-admission"
        return CertificateRequest(
            commonName: commonName,
            dnsNames: dnsNames,
            ipAddresses: addresses,
            usage: .server,
            notBefore: life.notBefore,
            notAfter: life.notAfter
        )
    }
}
