import Certificates
import Foundation
import TestSupport
import Testing

/// What is kept in place of a Secret's values tells as much as they did, and holds no private key.
struct KeyStandInTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    private static func files(_ suffix: String) throws -> [[UInt8]] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(suffix) }.sorted().map {
            [UInt8](try Data(contentsOf: folder.appending(path: $0)))
        }
    }

    private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

    /// Keys, and what else stands in their place.
    private static func keys() throws -> [[UInt8]] {
        let keys = try files(".key")
        return keys + [
            [], text("x"), text("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"),
            text("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n"), Array(keys[0].prefix(200)),
            try Certificates.server().certificatePEM,
        ]
    }

    private static func certificates() throws -> [[UInt8]] {
        let files = try files(".crt")
        let server = try Certificates.server()
        return files + [
            [], text("x"), files[1] + files[2], server.privateKeyPEM, server.privateKeyPEM + files[0],
            files[0] + Array(files[1].prefix(200)), Array(files[1].prefix(200)),
            files[2] + text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n") + files[3],
            text("subject=CN = x\n") + files[4] + server.privateKeyPEM,
            Array(repeating: files[0], count: 40).flatMap(\.self),
        ]
    }

    @Test func theInspectionIsTheSame() throws {
        let keys = try Self.keys()
        var problems: Set<KeyPairInspection.Problem> = []
        for certificate in try Self.certificates() {
            let kept = CertificateText.withoutKeys(certificate)
            for key in keys {
                let whole = KeyPairInspection(certificate: certificate, key: key)
                let text = KeyStandIn(of: key).text
                let standIn = try #require(KeyStandIn(text))
                let left = KeyPairInspection(certificate: kept, key: standIn)
                #expect(left.problems == whole.problems)
                #expect(left.leaf?.names.names == whole.leaf?.names.names)
                #expect(left.leaf?.notAfter == whole.leaf?.notAfter)
                problems.formUnion(whole.problems)
            }
        }
        #expect(problems.contains(.keyMismatch) && problems.contains(.keyOfCertificate(2)))
        #expect(problems.contains(.encryptedKey) && problems.contains(.noCertificate(found: "PRIVATE KEY")))
    }

    @Test func noPrivateKeyIsKept() throws {
        for certificate in try Self.certificates() {
            let kept = CertificateText.withoutKeys(certificate)
            #expect(CertificateText.withoutKeys(kept) == kept)
            let body = String(decoding: kept, as: UTF8.self).components(separatedBy: "PRIVATE KEY-----\n")
            for part in body.dropFirst() where !part.isEmpty && !part.hasPrefix("-----") {
                #expect(part.hasPrefix("AA==\n"))
            }
        }
        for key in try Self.keys() { #expect(!KeyStandIn(of: key).text.contains("BEGIN PRIVATE KEY")) }
        for key in try Self.keys() { #expect(KeyStandIn(of: key).text.utf8.count < 1024) }
    }

    @Test(arguments: ["", "publik:x", "encrypted:", "passed", "unchecked"])
    func nothingElseIsAStandIn(_ text: String) { #expect(KeyStandIn(text) == nil) }

    @Test func aBrokenPublicKeyIsAMalformedKey() throws {
        let certificate = try Self.certificates()[0]
        let pair = KeyPairInspection(certificate: certificate, key: .publicKey(Self.text("x")))
        #expect(pair.problems.contains(.malformedKey))
    }
}
