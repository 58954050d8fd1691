import Certificates
import TLS
import TestSupport
import Testing
import Sockets

struct TLSSessionTests {
    private static func contexts(
        minimumVersion: TLSContext.Version = .tls12
    ) throws -> (server: TLSContext, client: TLSContext, authority: TLSCredentials) {
        let authority = try Certificates.authority()
        let server = try Certificates.server(["localhost", "alb.kube-system.svc"], by: authority)
        return (
            try TLSContext(server: server, minimumVersion: minimumVersion),
            try TLSContext(clientTrusting: authority.certificatePEM),
            authority
        )
    }

    @Test func speaksTLS13AndEchoes() throws {
        let (server, client, _) = try Self.contexts()
        let handshake = try Handshake(server: server, client: client)
        #expect(handshake.version == "TLSv1.3")
        #expect(handshake.applicationProtocol == "http/1.1")
        #expect(handshake.echo == Array("hello".utf8))
    }

    @Test func speaksTLS12WithAClientThatKnowsNoBetter() throws {
        let (server, _, authority) = try Self.contexts()
        let client = try TLSContext(clientTrusting: authority.certificatePEM, maximumVersion: .tls12)
        let handshake = try Handshake(server: server, client: client)
        #expect(handshake.version == "TLSv1.2")
        #expect(handshake.echo == Array("hello".utf8))
    }

    @Test func refusesTLS12WhenTLS13IsTheMinimum() throws {
        let (server, _, authority) = try Self.contexts(minimumVersion: .tls13)
        let client = try TLSContext(clientTrusting: authority.certificatePEM, maximumVersion: .tls12)
        let handshake = try Handshake(server: server, client: client)
        #expect(handshake.serverError == .protocolFailure(reason: "unsupported protocol"))
        #expect(handshake.echo == nil)
    }

    @Test func takesAClientWithoutALPN() throws {
        let (server, client, _) = try Self.contexts()
        let handshake = try Handshake(server: server, client: client, protocols: [])
        #expect(handshake.applicationProtocol == nil)
        #expect(handshake.echo != nil)
    }

    @Test func choosesHTTP11FromAList() throws {
        let (server, client, _) = try Self.contexts()
        let handshake = try Handshake(server: server, client: client, protocols: ["h2", "http/1.1"])
        #expect(handshake.applicationProtocol == "http/1.1")
    }

    @Test func refusesAClientThatOffersOnlyOtherProtocols() throws {
        let (server, client, _) = try Self.contexts()
        let handshake = try Handshake(server: server, client: client, protocols: ["h2"])
        #expect(handshake.serverError != nil)
        #expect(handshake.clientError == .protocolFailure(reason: "tlsv1 alert no application protocol"))
    }

    @Test func clientChecksNameAndAuthority() throws {
        let (server, client, _) = try Self.contexts()
        let named = try Handshake(server: server, client: client, serverName: "alb.kube-system.svc")
        #expect(named.echo != nil)
        let wrongName = try Handshake(server: server, client: client, serverName: "example.com")
        #expect(wrongName.clientError == .protocolFailure(reason: "certificate verify failed: hostname mismatch"))
        let address = try Handshake(server: server, client: client, serverName: "127.0.0.1")
        #expect(address.echo != nil)
        let wrongAddress = try Handshake(server: server, client: client, serverName: "127.0.0.2")
        let mismatch = TLSError.protocolFailure(reason: "certificate verify failed: IP address mismatch")
        #expect(wrongAddress.clientError == mismatch)
        let stranger = try TLSContext(clientTrusting: Certificates.authority("other").certificatePEM)
        let untrusted = try Handshake(server: server, client: stranger)
        let reason = "certificate verify failed: unable to get local issuer certificate"
        #expect(untrusted.clientError == .protocolFailure(reason: reason))
    }

    @Test func sendsTheIntermediates() throws {
        let root = try Certificates.authority("root")
        var request = CertificateRequest(
            commonName: "intermediate",
            usage: .authority,
            notBefore: root.notBefore,
            notAfter: root.notAfter
        )
        let intermediate = try request.issue(by: root)
        request.commonName = "localhost"
        request.usage = .server
        request.dnsNames = ["localhost"]
        let leaf = try request.issue(by: intermediate)
        let chain = try TLSCredentials(
            certificatePEM: leaf.certificatePEM + intermediate.certificatePEM,
            privateKeyPEM: leaf.privateKeyPEM
        )
        let client = try TLSContext(clientTrusting: root.certificatePEM)
        #expect(try Handshake(server: TLSContext(server: chain), client: client).echo != nil)
        #expect(try Handshake(server: TLSContext(server: leaf), client: client).echo == nil)
    }

    @Test func recognisesPlainHTTP() throws {
        let (server, _, _) = try Self.contexts()
        let pair = try SocketPair()
        var session = try TLSSession(server: server, descriptor: pair.server.number)
        try pair.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(throws: TLSError.plainHTTP) { try session.handshake() }
    }

    @Test func reportsGarbage() throws {
        let (server, _, _) = try Self.contexts()
        let pair = try SocketPair()
        var session = try TLSSession(server: server, descriptor: pair.server.number)
        try pair.send("\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}")
        #expect(throws: TLSError.protocolFailure(reason: "wrong version number")) { try session.handshake() }
    }
}
