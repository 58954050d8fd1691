import Certificates
import Sockets
import Synchronization
import TLS
import TestSupport
import Testing

@testable import KubernetesClient

/// TLS and tokens: what the client shows and what it believes.
struct APIClientTrustTests {
    /// A server with a certificate for localhost and 127.0.0.1, and what its authority is known by.
    private struct Secure {
        let server: ScriptedServer
        let authority: [UInt8]

        init(_ answer: @escaping @Sendable (ScriptedServer.Request, ScriptedPeer) -> Void) throws {
            let issuer = try Certificates.authority()
            let context = try TLSContext(server: Certificates.server(["localhost", "api.example"], by: issuer))
            server = try ScriptedServer(tls: { context }, answer)
            authority = issuer.certificatePEM
        }
    }

    private static func serve(_ request: ScriptedServer.Request, _ peer: ScriptedPeer) {
        guard request.value("watch") != nil else { return peer.answer(200, Server.list(["a"])) }
        peer.beginChunks()
        peer.waitForEnd()
    }

    private static func events(
        of access: APIServerAccess,
        _ body: (HeardEvents) -> Void
    ) throws {
        let heard = HeardEvents()
        let client = try APIClient(access, [APIClientListTests.services], timing: .quick, sink: heard.sink)
        defer { client.stop() }
        body(heard)
    }

    @Test(arguments: ["127.0.0.1", "localhost"]) func listsAndWatchesOverTLS(_ host: String) throws {
        let secure = try Secure { request, peer in
            guard request.value("watch") != nil else {
                peer.beginChunks()
                for character in Server.list(["a"]) { peer.chunk(String(character)) }
                return peer.endChunks()
            }
            peer.beginChunks()
            peer.chunk(Server.event("ADDED", String(repeating: "b", count: 100_000), version: 11))
            peer.chunk(Server.event("ADDED", "c", version: 12))
            peer.waitForEnd()
        }
        defer { secure.server.stop() }
        let authority = secure.authority
        try Self.events(of: secure.server.access(.tls(authority: { .success(authority) }), host: host)) { heard in
            #expect(heard.wait(for: "began", "object a", "ended", "current", "object c", "current"))
            #expect(secure.server.connectionCount == 1)
        }
    }

    @Test func believesNoOtherAuthority() throws {
        let secure = try Secure(Self.serve)
        defer { secure.server.stop() }
        let other = try Certificates.authority("other").certificatePEM
        try Self.events(of: secure.server.access(.tls(authority: { .success(other) }))) { heard in
            #expect(
                heard.waitForFailure("untrusted(\"TLS failed: certificate verify failed: unable to get local issuer")
            )
            #expect(secure.server.requests.isEmpty)
        }
    }

    @Test func believesNoOtherName() throws {
        let issuer = try Certificates.authority()
        let wrong = try TLSContext(server: Certificates.server(["elsewhere"], by: issuer))
        let server = try ScriptedServer(tls: { wrong }, Self.serve)
        defer { server.stop() }
        let pem = issuer.certificatePEM
        try Self.events(of: server.access(.tls(authority: { .success(pem) }), host: "localhost")) { heard in
            #expect(heard.waitForFailure("hostname mismatch"))
            #expect(server.requests.isEmpty)
        }
    }

    @Test func believesNoExpiredCertificate() throws {
        let issuer = try Certificates.authority()
        let old = try TLSContext(server: Certificates.server(by: issuer, from: -50, to: -10))
        let server = try ScriptedServer(tls: { old }, Self.serve)
        defer { server.stop() }
        let pem = issuer.certificatePEM
        try Self.events(of: server.access(.tls(authority: { .success(pem) }))) { heard in
            #expect(heard.waitForFailure("certificate has expired"))
        }
    }

    @Test func readsTheAuthoritiesForEachConnection() throws {
        let secure = try Secure(Self.serve)
        defer { secure.server.stop() }
        let other = try Certificates.authority("other").certificatePEM
        let right = secure.authority
        let current = Mutex<Result<[UInt8], ResourceProblem>>(.failure(.credentials("ca.crt: no such file")))
        let access = secure.server.access(.tls(authority: { current.withLock { $0 } }))
        try Self.events(of: access) { heard in
            #expect(heard.wait(for: #"failed credentials("ca.crt: no such file")"#))
            current.withLock { $0 = .success(Array("no PEM".utf8)) }
            #expect(heard.waitForFailure("authorities cannot be used"))
            current.withLock { $0 = .success(other) }
            #expect(heard.waitForFailure("untrusted"))
            current.withLock { $0 = .success(right) }
            #expect(heard.wait(for: "began", "object a", "ended", "current"))
        }
    }

    @Test func showsItsCertificateAndLooksForAnotherName() throws {
        let issuer = try Certificates.authority()
        let context = try TLSContext(
            server: Certificates.server(["api.example"], by: issuer),
            clients: .init(authorityPEM: issuer.certificatePEM, allowedNames: ["reader"])
        )
        let server = try ScriptedServer(tls: { context }, Self.serve)
        defer { server.stop() }
        let pem = issuer.certificatePEM
        let current = Mutex<Result<TLSCredentials, ResourceProblem>>(.failure(.credentials("no key")))
        var access = server.access(.tls(authority: { .success(pem) }), host: "localhost")
        access.clientCredentials = { current.withLock { $0 } }
        access.serverName = "api.example"
        let (stranger, reader) = try (
            Certificates.client("stranger", by: issuer), Certificates.client("reader", by: issuer)
        )
        try Self.events(of: access) { heard in
            #expect(heard.wait(for: #"failed credentials("no key")"#))
            current.withLock { $0 = .success(stranger) }
            #expect(heard.waitForFailure("untrusted") || heard.waitForFailure("unreachable"))
            #expect(server.requests.isEmpty)
            current.withLock { $0 = .success(reader) }
            #expect(heard.wait(for: "began", "object a", "ended", "current"))
        }
    }

    @Test func believesAnybodyOnlyWhereItIsToldTo() throws {
        let secure = try Secure(Self.serve)
        defer { secure.server.stop() }
        try Self.events(of: secure.server.access(.systemTrust)) { heard in
            #expect(heard.waitForFailure("untrusted"))
            #expect(secure.server.requests.isEmpty)
        }
        try Self.events(of: secure.server.access(.unverified, host: "localhost")) { heard in
            #expect(heard.wait(for: "began", "object a", "ended", "current"))
        }
    }

    @Test func aPlainServerIsNotSpokenTo() throws {
        let server = try ScriptedServer(Self.serve)
        defer { server.stop() }
        let pem = try Certificates.authority().certificatePEM
        var timing = APITiming.quick
        timing.connect = 100_000_000
        let heard = HeardEvents()
        let access = server.access(.tls(authority: { .success(pem) }))
        let client = try APIClient(access, [APIClientListTests.services], timing: timing, sink: heard.sink)
        defer { client.stop() }
        // The server waits for the end of a request's head.
        #expect(heard.wait(for: #"failed unreachable("no answer within 100 ms")"#))
    }

    @Test func readsTheTokenForEachRequest() throws {
        let server = try ScriptedServer { request, peer in
            guard request.head.contains("\r\nAuthorization: Bearer fresh\r\n") else {
                return peer.answer(401, Server.status(401, "Unauthorized", "Unauthorized"))
            }
            Self.serve(request, peer)
        }
        defer { server.stop() }
        let token = Mutex<Result<String, ResourceProblem>>(.failure(.credentials("token: no such file")))
        try Self.events(of: server.access(token: { token.withLock { $0 } })) { heard in
            #expect(heard.wait(for: #"failed credentials("token: no such file")"#))
            #expect(server.requests.isEmpty)
            token.withLock { $0 = .success("a\r\nEvil: yes") }
            #expect(heard.waitForFailure("characters that no token has"))
            #expect(server.requests.isEmpty)
            token.withLock { $0 = .success("stale\n") }
            #expect(heard.wait(for: #"failed forbidden("Unauthorized")"#))
            token.withLock { $0 = .success("fresh\n") }
            #expect(heard.wait(for: "began", "object a", "ended", "current"))
            #expect(server.requests.allSatisfy { $0.head.contains("Authorization: Bearer ") })
            #expect(server.connectionCount == 1)
        }
    }
}
