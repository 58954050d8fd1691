import Certificates
import TLS
import TestSupport
import Testing

struct ClientAuthenticationTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let allowed: [String]?
        let commonName: String
        var dnsNames: [String] = []
        let isAccepted: Bool
    }

    static let cases = [
        Case(testDescription: "any name", allowed: nil, commonName: "somebody", isAccepted: true),
        Case(testDescription: "no name", allowed: [], commonName: "somebody", isAccepted: false),
        Case(
            testDescription: "common name",
            allowed: ["kube-apiserver"],
            commonName: "kube-apiserver",
            isAccepted: true
        ),
        Case(
            testDescription: "DNS name",
            allowed: ["a.example"],
            commonName: "x",
            dnsNames: ["b.example", "a.example"],
            isAccepted: true
        ),
        Case(
            testDescription: "other common name",
            allowed: ["kube-apiserver"],
            commonName: "mallory",
            isAccepted: false
        ),
        Case(
            testDescription: "beginning of a name",
            allowed: ["kube-apiserver"],
            commonName: "kube",
            dnsNames: ["kube-apiserver.example"],
            isAccepted: false
        ),
    ]

    @Test(arguments: cases, [TLSContext.Version.tls12, .tls13])
    func looksAtTheName(_ row: Case, _ version: TLSContext.Version) throws {
        let authority = try Certificates.authority()
        let server = try TLSContext(
            server: Certificates.server(by: authority),
            clients: .init(authorityPEM: authority.certificatePEM, allowedNames: row.allowed)
        )
        let client = try TLSContext(
            clientTrusting: authority.certificatePEM,
            maximumVersion: version,
            credentials: Certificates.client(row.commonName, dnsNames: row.dnsNames, by: authority)
        )
        let handshake = try Handshake(server: server, client: client)
        #expect((handshake.echo != nil) == row.isAccepted)
        #expect((handshake.serverError == nil) == row.isAccepted)
    }

    @Test func refusesAClientWithoutCertificate() throws {
        let authority = try Certificates.authority()
        let server = try TLSContext(
            server: Certificates.server(by: authority),
            clients: .init(authorityPEM: authority.certificatePEM)
        )
        let client = try TLSContext(clientTrusting: authority.certificatePEM)
        let handshake = try Handshake(server: server, client: client)
        #expect(handshake.serverError == .protocolFailure(reason: "peer did not return a certificate"))
    }

    @Test func refusesACertificateOfAnotherAuthority() throws {
        let authority = try Certificates.authority()
        let other = try Certificates.authority("other")
        let server = try TLSContext(
            server: Certificates.server(by: authority),
            clients: .init(authorityPEM: authority.certificatePEM)
        )
        let client = try TLSContext(
            clientTrusting: authority.certificatePEM,
            credentials: Certificates.client("kube-apiserver", by: other)
        )
        #expect(try Handshake(server: server, client: client).serverError != nil)
    }

    @Test func refusesAServerCertificateFromAClient() throws {
        let authority = try Certificates.authority()
        let server = try TLSContext(
            server: Certificates.server(by: authority),
            clients: .init(authorityPEM: authority.certificatePEM)
        )
        let client = try TLSContext(
            clientTrusting: authority.certificatePEM,
            credentials: Certificates.server(by: authority)
        )
        #expect(try Handshake(server: server, client: client).serverError != nil)
    }

    @Test func saysThatTheClientAuthorityIsTheProblem() throws {
        let credentials = try Certificates.server()
        #expect(throws: TLSError.malformedClientCA(.noCertificate)) {
            try TLSContext(server: credentials, clients: .init(authorityPEM: Array("x".utf8)))
        }
    }
}
