import Certificates
import Foundation
import TestSupport
import Testing

/// Keys and certificates that `openssl` has made; `Fixtures/NAME.key` and the self-signed `Fixtures/NAME.crt`.
struct KeyFormTests {
    private static func bytes(_ name: String) throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
        return [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    @Test(arguments: [
        "rsa", "rsa-pss", "ec-P-256", "ec-P-384", "ec-P-521", "ec-secp256k1", "ec-brainpoolP512r1", "ed25519", "ed448",
    ])
    func everyUsefulKindIsJudged(_ name: String) throws {
        let certificate = try Self.bytes("\(name).crt")
        let pair = KeyPairInspection(certificate: certificate, key: try Self.bytes("\(name).key"))
        #expect(pair.problems == [])
        #expect(pair.leaf?.names.names == ["\(name).example.com"])
        let credentials = try TLSCredentials(certificatePEM: certificate, privateKeyPEM: Self.bytes("\(name).key"))
        #expect(credentials.commonName == name)
        let other = try Certificates.server()
        #expect(KeyPairInspection(certificate: certificate, key: other.privateKeyPEM).problems == [.keyMismatch])
        let chain = other.certificatePEM + certificate
        let second = KeyPairInspection(certificate: chain, key: try Self.bytes("\(name).key"))
        #expect(second.problems == [.keyOfCertificate(2)])
        #expect(second.leaf?.names.names == ["\(name).example.com"])
    }

    @Test(arguments: [("rsa", "rsa-pkcs1"), ("ec-P-256", "ec-sec1"), ("ec-P-256", "ec-sec1-no-public")])
    func everyFormOfAKeyIsRead(_ certificate: String, _ key: String) throws {
        let certificate = try Self.bytes("\(certificate).crt")
        let key = try Self.bytes("\(key).key")
        #expect(KeyPairInspection(certificate: certificate, key: key).problems == [])
        #expect(throws: Never.self) { try TLSCredentials(certificatePEM: certificate, privateKeyPEM: key) }
    }

    @Test(arguments: ["encrypted-pkcs8", "encrypted-old"])
    func encryptionIsNamed(_ name: String) throws {
        let pair = KeyPairInspection(certificate: try Self.bytes("rsa.crt"), key: try Self.bytes("\(name).key"))
        #expect(pair.problems == [.encryptedKey])
        #expect(throws: CertificateError.encryptedPrivateKey) { try PrivateKey(pem: Self.bytes("\(name).key")) }
    }

    @Test(arguments: [
        ("dsa", "a DSA key"), ("x25519", "an X25519 key"), ("ec-explicit", "an EC key with explicit parameters"),
        ("ec-sect163k1", "an EC key on an unusual curve (1.3.132.0.1)"),
        ("rsa-multi", "an RSA key of more than two primes"),
    ])
    func whatIsNotDecodedIsNamed(_ name: String, _ text: String) throws {
        let pair = KeyPairInspection(certificate: try Self.bytes("rsa.crt"), key: try Self.bytes("\(name).key"))
        #expect(pair.problems == [.uncheckedKey(text)])
        guard let certificate = try? Self.bytes("\(name).crt") else { return }
        let problems = KeyPairInspection(certificate: certificate, key: try Self.bytes("rsa.key")).problems
        #expect(problems == [.uncheckedCertificate(1, key: text)])
    }

    @Test
    func sm2IsPassedOver() throws {
        let pair = KeyPairInspection(certificate: try Self.bytes("sm2.crt"), key: try Self.bytes("sm2.key"))
        #expect(pair.problems == [])
        #expect(pair.leaf == nil)
    }

    /// Whatever a byte is changed to, the answer comes, and never without a reason when there is no key.
    @Test(arguments: ["rsa-pkcs1", "ec-sec1", "ed25519", "ec-P-384"])
    func damageIsNoticed(_ name: String) throws {
        let pem = try Self.bytes("\(name).key")
        let der = try #require(Data(base64Encoded: Self.inner(pem)))
        for place in der.indices {
            for change: UInt8 in [0x01, 0x80, 0xFF] {
                var bytes = [UInt8](der)
                bytes[place] ^= change
                let text = DERText.pem("PRIVATE KEY", bytes)
                let key = try? PrivateKey(pem: text)
                let problems = KeyPairInspection(certificate: [], key: text).problems
                #expect((key != nil) == (problems.count == 1), "byte \(place)")
            }
        }
    }

    private static func inner(_ pem: [UInt8]) -> String {
        String(decoding: pem, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("-") }.joined()
    }
}
