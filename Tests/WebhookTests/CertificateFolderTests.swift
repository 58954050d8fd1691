import Certificates
import CLI
import Foundation
import TLS
import TestSupport
import Testing
import Webhook

/// A mounted Secret: files are links into a folder that is a link, which is swapped.
struct CertificateFolderTests {
    @Test func aSwappedLinkIsNoticed() throws {
        let folder = try TemporaryFolder()
        let authority = try Certificates.authority()
        try Self.mount(Certificates.server(["localhost", "one.example"], by: authority), as: "..1", in: folder)
        let running = try TestWebhook { $0.credentials = CertificateFiles.pair(folder: folder.url.path) }
        #expect(try running.connect(trusting: authority).serverNames == ["localhost", "one.example"])
        try Self.mount(Certificates.server(["localhost", "two.example"], by: authority), as: "..2", in: folder)
        running.server.reload()
        #expect(waitUntil { (try? running.connect(trusting: authority).serverNames) == ["localhost", "two.example"] })
    }

    @Test func halfAPairIsNotTakenIntoUse() throws {
        let folder = try TemporaryFolder()
        let authority = try Certificates.authority()
        try Self.mount(Certificates.server(by: authority), as: "..1", in: folder)
        let running = try TestWebhook { $0.credentials = CertificateFiles.pair(folder: folder.url.path) }
        let next = try Certificates.server(["localhost", "next.example"], by: authority)
        try folder.write(next.certificatePEM, to: "tls.crt")
        running.server.reload()
        #expect(try running.connect(trusting: authority).serverNames == ["localhost"])
        let line = try #require(try running.log.first("certificate not replaced; the old one stays"))
        #expect((line["error"] as? String)?.contains("private key does not match certificate") == true)
        try folder.write(next.privateKeyPEM, to: "tls.key")
        running.server.reload()
        #expect(waitUntil { (try? running.connect(trusting: authority).serverNames) == ["localhost", "next.example"] })
    }

    private static func mount(_ pair: TLSCredentials, as name: String, in folder: TemporaryFolder) throws {
        let files = FileManager.default
        try files.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
        try folder.write(pair.certificatePEM, to: "\(name)/tls.crt")
        try folder.write(pair.privateKeyPEM, to: "\(name)/tls.key")
        try files.createSymbolicLink(atPath: folder.path("..next"), withDestinationPath: name)
        #expect(rename(folder.path("..next"), folder.path("..data")) == 0)
        for file in ["tls.crt", "tls.key"] where !files.fileExists(atPath: folder.path(file)) {
            try files.createSymbolicLink(atPath: folder.path(file), withDestinationPath: "..data/\(file)")
        }
    }
}
