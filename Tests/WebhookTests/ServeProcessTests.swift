import Certificates
import Foundation
import TLS
import TestSupport
import Testing

/// The program as the system sees it: signals, limits, exit codes.
struct ServeProcessTests {
    private static let off = [
        "--health-probe-bind-address", "0", "--metrics-bind-address", "0", "--shutdown-delay", "0s",
    ]

    @Test func ahupIsAReload() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("{}", to: "config.json")
        let server = try ServeProcess(Self.off + ["--config", path])
        #expect(server.logs("\"serving\""))
        try folder.write("{\"preset\": \"strict\"}", to: "config.json")
        server.send(SIGHUP)
        #expect(server.logs("configuration replaced"))
        server.send(SIGTERM)
        #expect(server.end() == 0)
        #expect(server.logs("\"stopped\""))
    }

    @Test func anAPIServerThatIsNotThereHoldsNeitherStartNorEndUp() throws {
        let server = try ServeProcess(Self.off + ["--kube-api", "http://127.0.0.1:1"])
        #expect(server.logs("\"serving\""))
        #expect(server.logs("cluster context not there yet"))
        server.send(SIGTERM)
        #expect(server.end() == 0)
        #expect(server.logs("\"stopped\""))
    }

    /// Whatever a source turns into while the server runs, it is read without waiting, and the server ends when asked.
    @Test func aSourceThatIsNoFileAnyMoreIsSaidAndNotWaitedFor() throws {
        let folder = try TemporaryFolder()
        let pair = try Certificates.server()
        let certificate = try folder.write(String(decoding: pair.certificatePEM, as: UTF8.self), to: "tls.crt")
        try folder.write(String(decoding: pair.privateKeyPEM, as: UTF8.self), to: "tls.key")
        let server = try ServeProcess(Self.off + ["--cert-dir", folder.url.path])
        #expect(server.logs("\"serving\""))
        try FileManager.default.removeItem(atPath: certificate)
        #expect(mkfifo(certificate, 0o600) == 0)
        server.send(SIGHUP)
        #expect(server.logs("tls.crt: is not a regular file"))
        try FileManager.default.removeItem(atPath: certificate)
        try folder.write(String(repeating: "x", count: 1024 * 1024 + 1), to: "tls.crt")
        server.send(SIGHUP)
        #expect(server.logs("tls.crt: is larger than 1024 KiB"))
        server.send(SIGTERM)
        #expect(server.end() == 0)
    }

    /// Objects are read before the server is there.
    @Test func aStartThatWaitsEndsWhenAsked() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("objects.json")
        #expect(mkfifo(path, 0o600) == 0)
        let server = try ServeProcess(Self.off + ["--objects", path])
        // Opening the other end succeeds when the program is reading.
        var end: Int32 = -1
        #expect(
            waitUntil(seconds: 20) {
                end = open(path, O_WRONLY | O_NONBLOCK)
                return end >= 0
            }
        )
        defer { close(end) }
        server.send(SIGTERM)
        #expect(server.end() == 0)
    }

    @Test(arguments: [16, 17, 18, 63])
    func tooFewDescriptorsAreSaid(_ count: Int) throws {
        let server = try ServeProcess(Self.off, shell: "ulimit -n \(count); ")
        #expect(server.end() == 70)
        #expect(server.log.contains("only \(count) files may be open (ulimit -n), at least 64 are needed"))
    }

    @Test func withTheFewestDescriptorsItServesAndEnds() throws {
        let server = try ServeProcess(Self.off, shell: "ulimit -n 64; ")
        #expect(server.logs("\"serving\""))
        server.send(SIGTERM)
        #expect(server.end() == 0)
    }
}
