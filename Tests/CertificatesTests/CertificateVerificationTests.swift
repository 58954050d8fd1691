import Certificates
import TestSupport
import Testing

struct CertificateVerificationTests {
    private let now = 2_000_000_000

    private func authority(_ name: String = "CA") throws -> TLSCredentials {
        var request = CertificateRequest.authority(CertificateLife(from: now, lasting: 864_000))
        request.commonName = name
        return try request.issue()
    }

    private func problem(
        _ chain: [UInt8],
        _ bundle: [UInt8],
        _ name: String? = nil,
        after seconds: Int = 0
    ) throws -> String? {
        try CertificateVerification.problem(chain: chain, bundle: bundle, serverName: name, now: now + seconds)
    }

    @Test func judgesAsKubeAPIServerDoes() throws {
        let (first, second) = (try authority(), try authority())
        let life = CertificateLife(from: now, lasting: 86_400)
        let leaf = try CertificateRequest.server(["a.ns.svc", "10.0.0.1", "::1"], life).issue(by: first).certificatePEM
        #expect(try problem(leaf, first.certificatePEM, "a.ns.svc") == nil)
        #expect(try problem(leaf, second.certificatePEM + first.certificatePEM, "A.NS.svc") == nil)
        #expect(try problem(leaf, first.certificatePEM, "10.0.0.1") == nil)
        #expect(try problem(leaf, first.certificatePEM, "::1") == nil)
        // The same name and another key.
        #expect(try problem(leaf, second.certificatePEM) != nil)
        #expect(try problem(leaf, first.certificatePEM, "b.ns.svc") == "hostname mismatch")
        #expect(try problem(leaf, first.certificatePEM, "10.0.0.2") == "IP address mismatch")
        #expect(try problem(leaf, first.certificatePEM, after: 86_400) == "certificate has expired")
        #expect(try problem(leaf, first.certificatePEM, after: -7200) == "certificate is not yet valid")
        // A leaf is its own anchor when it stands in the bundle.
        #expect(try problem(leaf, leaf, "a.ns.svc") == nil)
    }

    @Test func aCommonNameIsNoName() throws {
        let issuer = try authority()
        var request = CertificateRequest.server(["a.ns.svc"], CertificateLife(from: now, lasting: 86_400))
        request.dnsNames = []
        let leaf = try request.issue(by: issuer).certificatePEM
        #expect(try problem(leaf, issuer.certificatePEM) == nil)
        #expect(try problem(leaf, issuer.certificatePEM, "a.ns.svc") == "hostname mismatch")
    }

    @Test func aClientsCertificateIsNotForServers() throws {
        let issuer = try authority()
        var request = CertificateRequest.server(["a.ns.svc"], CertificateLife(from: now, lasting: 86_400))
        request.usage = .client
        let leaf = try request.issue(by: issuer).certificatePEM
        #expect(try problem(leaf, issuer.certificatePEM)?.contains("purpose") == true)
    }

    @Test func tellsWhoSignedWhat() throws {
        let (first, second) = (try authority("one"), try authority("two"))
        let leaf = try CertificateRequest.server(["a"], CertificateLife(from: now, lasting: 100)).issue(by: first)
        let certificates = try Certificate.all(
            pem: leaf.certificatePEM + first.certificatePEM + second.certificatePEM
        )
        #expect(certificates[0].isSigned(by: certificates[1]) && !certificates[0].isSigned(by: certificates[2]))
        #expect(certificates.map(\.isAuthority) == [false, true, true])
        #expect(Set(certificates.map(\.fingerprint)).count == 3 && certificates[0].fingerprint.count == 32)
        #expect(certificates[0].keyDescription == "EC P-256" && certificates[0].weakness == nil)
        #expect(try certificates[0].pem() == leaf.certificatePEM)
    }

    @Test func aLifeBeginsEarlierAndIsRenewedAtTwoThirds() {
        let year = CertificateLife(from: 100_000, lasting: 90_000)
        #expect(year == CertificateLife(notBefore: 96_400, notAfter: 190_000) && year.renewal == 158_800)
        let short = CertificateLife(from: 100, lasting: 12)
        #expect(short == CertificateLife(notBefore: 99, notAfter: 112) && short.renewal == 108)
        #expect(short.contains(99) && short.contains(111) && !short.contains(112) && !short.contains(98))
    }
}
