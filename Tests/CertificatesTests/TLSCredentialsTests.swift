import Certificates
import TestSupport
import Testing

struct TLSCredentialsTests {
    @Test func readsWhatTheCertificateSays() throws {
        let made = try SelfSignedCertificate.make(
            dnsNames: ["alb.kube-system.svc", "localhost"],
            now: 1_700_000_000,
            lifetime: 86_400
        )
        let read = try TLSCredentials(certificatePEM: made.certificatePEM, privateKeyPEM: made.privateKeyPEM)
        #expect(read.dnsNames == ["alb.kube-system.svc", "localhost"])
        #expect(read.commonName == "alb.kube-system.svc")
        #expect(read.notBefore == 1_700_000_000 - 3600)
        #expect(read.notAfter == 1_700_000_000 + 86_400)
        #expect(read.isValid(atUnixSeconds: 1_700_000_000))
        #expect(!read.isValid(atUnixSeconds: read.notAfter))
        #expect(read.contentHash == made.contentHash)
        #expect(read.contentHash.count == 32)
    }

    @Test func datesBeyond2049AreRead() throws {
        let made = try SelfSignedCertificate.make(now: 1_700_000_000, lifetime: 100 * 365 * 86_400)
        #expect(made.notAfter == 1_700_000_000 + 100 * 365 * 86_400)
    }

    @Test func noticesAKeyOfAnotherCertificate() throws {
        let one = try Certificates.server()
        let other = try Certificates.server()
        #expect(one.contentHash != other.contentHash)
        #expect(throws: CertificateError.keyMismatch) {
            try TLSCredentials(certificatePEM: one.certificatePEM, privateKeyPEM: other.privateKeyPEM)
        }
        #expect(CertificateError.keyMismatch.description == "private key does not match certificate")
    }

    @Test func saysWhatIsMissing() throws {
        let good = try Certificates.server()
        #expect(throws: CertificateError.noCertificate) {
            try TLSCredentials(certificatePEM: [], privateKeyPEM: good.privateKeyPEM)
        }
        #expect(throws: CertificateError.noCertificate) {
            try TLSCredentials(certificatePEM: good.privateKeyPEM, privateKeyPEM: good.privateKeyPEM)
        }
        #expect(throws: CertificateError.noPrivateKey) {
            try TLSCredentials(certificatePEM: good.certificatePEM, privateKeyPEM: good.certificatePEM)
        }
        #expect(throws: CertificateError.noPrivateKey) {
            try TLSCredentials(certificatePEM: good.certificatePEM, privateKeyPEM: [])
        }
    }

    @Test func noticesDamage() throws {
        let good = try Certificates.server()
        var certificate = good.certificatePEM
        certificate[certificate.count / 2] = UInt8(ascii: "!")
        #expect(
            performing: {
                try TLSCredentials(certificatePEM: certificate, privateKeyPEM: good.privateKeyPEM)
            },
            throws: { error in
                if case .malformedCertificate = error as? CertificateError { return true }
                return false
            }
        )
        // A chain whose second certificate is damaged is not half a chain.
        #expect(throws: CertificateError.self) {
            try TLSCredentials(
                certificatePEM: good.certificatePEM + certificate,
                privateKeyPEM: good.privateKeyPEM
            )
        }
        var key = good.privateKeyPEM
        key[key.count / 2] = UInt8(ascii: "!")
        #expect(throws: CertificateError.self) {
            try TLSCredentials(certificatePEM: good.certificatePEM, privateKeyPEM: key)
        }
    }

    @Test(arguments: ["a,DNS:b", "", "a b", "a\nb"])
    func refusesNamesThatAreNone(_ name: String) {
        #expect(throws: CertificateError.malformedName(name)) { try Certificates.server([name]) }
    }
}
