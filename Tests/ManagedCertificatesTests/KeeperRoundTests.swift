import JSON
import Certificates
import Kubernetes
import KubernetesClient
import TestSupport
import Testing

@testable import ManagedCertificates

/// Rounds against an API server in memory, with real certificates and a clock in the test's hands.
struct KeeperRoundTests {
    private static let terms = CertificateTerms(names: ["alb.ns.svc", "10.0.0.1"], leafLife: 120, authorityLife: 600)

    /// One replica and what it has said.
    private final class Replica {
        var round: KeeperRound
        var served: TLSCredentials?
        var said: [String] { lines.all }
        private let lines: Lines

        private final class Lines {
            var all: [String] = []
        }

        init(_ api: FakeAPIServer, _ terms: CertificateTerms = KeeperRoundTests.terms) {
            let lines = Lines()
            self.lines = lines
            let place = CertificateKeeper.Place(namespace: "ns", secret: "certs", configurations: "alb")
            round = KeeperRound(place, terms, api.server) { lines.all.append("\($0)") }
        }

        func run(_ now: Int) { served = round.run { now } ?? served }
    }

    private static func verifies(_ bundle: [UInt8], _ served: TLSCredentials?, now: Int) -> Bool {
        guard let served else { return false }
        let problem = try? CertificateVerification.problem(
            chain: served.certificatePEM,
            bundle: bundle,
            serverName: "alb.ns.svc",
            now: now
        )
        return problem == .some(nil)
    }

    @Test func makesTheSecretThenRegistersItWhenTheConfigurationsCome() throws {
        let (api, now) = (FakeAPIServer(), 1_000_000)
        let replicas = [Replica(api), Replica(api)]
        for replica in replicas { replica.run(now) }
        #expect(api.writes == ["create \(FakeAPIServer.secret)"])
        let contents = try #require(api.contents)
        let facts = try contents.facts(names: Self.terms.names)
        #expect(facts.authorities.count == 1 && facts.signers == facts.authorities.map(\.id))
        #expect(facts.leaf?.names == Self.terms.names)
        #expect(facts.leaf?.life == CertificateLife(notBefore: now - 12, notAfter: now + 120))
        for replica in replicas {
            #expect(replica.served?.certificatePEM == contents.chain)
            #expect(replica.round.status.configurations.allSatisfy { !$0.isInstalled && !$0.isRegistered })
        }
        for index in 0...1 { api.install(index, [nil, Array("rubbish".utf8)]) }
        for replica in replicas { replica.run(now + 1) }
        #expect(api.writes.dropFirst() == ["jsonPatch 0", "jsonPatch 1"])
        for index in 0...1 { #expect(api.bundles(index) == [contents.bundle, contents.bundle]) }
        #expect(replicas.allSatisfy { $0.round.status.configurations.allSatisfy(\.isRegistered) })
        #expect(Self.verifies(contents.bundle, replicas[1].served, now: now))
    }

    @Test func renewsEverythingWithBothAuthoritiesTrusted() throws {
        let (api, start) = (FakeAPIServer(), 1_000_000)
        for index in 0...1 { api.install(index) }
        let replicas = [Replica(api), Replica(api)]
        var leaves: Set<[UInt8]> = []
        var bundles: Set<Int> = []
        var seen: Set<[UInt8]> = []
        for now in start..<start + 1000 {
            for (number, replica) in replicas.enumerated() where now % 2 == number || now < start + 5 {
                replica.run(now)
            }
            leaves.insert(try #require(replicas[0].served).contentHash)
            bundles.insert(try Certificate.all(pem: api.bundles(0)[0]).count)
            for index in 0...1 {
                for bundle in api.bundles(index) {
                    for replica in replicas {
                        let pair = bundle + (replica.served?.contentHash ?? [])
                        guard seen.insert(pair).inserted || now % 20 == 0 else { continue }
                        #expect(Self.verifies(bundle, replica.served, now: now), "\(now - start)")
                    }
                }
            }
        }
        #expect(leaves.count >= 11 && bundles == [1, 2], "\(leaves.count) \(bundles)")
        let made = replicas.reduce(0) { $0 + ($1.round.status.renewals[.success] ?? 0) }
        #expect(made >= 13 && replicas.allSatisfy { $0.round.status.renewals[.failure] == nil })
        #expect(replicas.allSatisfy { !"\($0.said)".contains("PRIVATE") })
    }

    @Test func whoIsSlowerReadsAgain() throws {
        let api = FakeAPIServer()
        let (fast, slow) = (Replica(api), Replica(api))
        api.interference = { fast.run(1_000_000) }
        slow.run(1_000_000)
        #expect(api.writes == ["create 2", "create 2"])
        #expect(slow.served?.contentHash == fast.served?.contentHash && slow.served != nil)
        #expect(slow.round.status.renewals == [.conflict: 1])
        api.interference = { fast.run(1_000_100) }
        slow.run(1_000_100)
        #expect(slow.served?.contentHash == fast.served?.contentHash)
        #expect(slow.round.status.renewals == [.conflict: 2] && fast.round.status.renewals == [.success: 2])
    }

    @Test(arguments: [
        ("tls.crt", "not PEM", "tls.crt and tls.key: no certificate found in the PEM data"),
        ("tls.key", "", "tls.crt is there and tls.key is not"),
        ("tls.key", "other", "tls.crt and tls.key: private key does not match certificate"),
        ("ca.crt", "not PEM", "ca.crt: no certificate found in the PEM data"),
        ("ca.crt", "other", "ca.key matches no authority of ca.crt"),
        ("ca.key", "not PEM", "ca.key: no private key found in the PEM data"),
        ("ca.key", "", "ca.key is missing: nothing can be renewed"),
    ])
    func aBrokenSecretIsSaidAndLeftAlone(_ key: String, _ value: String, _ problem: String) throws {
        let api = FakeAPIServer()
        for index in 0...1 { api.install(index) }
        let replica = Replica(api)
        replica.run(1_000_000)
        let good = try #require(replica.served)
        let other = try Certificates.authority()
        var bytes = Array(value.utf8)
        if value == "other" { bytes = key == "ca.crt" ? other.certificatePEM : other.privateKeyPEM }
        var members: [String] = []
        let contents = try #require(api.contents)
        for (name, pem) in [
            ("tls.crt", contents.chain), ("tls.key", contents.key), ("ca.crt", contents.bundle),
            ("ca.key", contents.authorityKeys),
        ] {
            members.append("\"\(name)\":\"\(Base64.encode(name == key ? bytes : pem))\"")
        }
        api.put(FakeAPIServer.secret, #"{"metadata":{"name":"certs"},"data":{\#(members.joined(separator: ","))}}"#)
        let writes = api.writes.count
        for _ in 0..<3 { replica.run(1_000_500) }
        #expect(replica.round.status.secretProblem == problem)
        #expect(replica.said.filter { $0.contains("secretFailed") }.count == 1)
        #expect(replica.served?.contentHash == good.contentHash && api.writes.count == writes)
        #expect(api.bundles(0) == [contents.bundle, contents.bundle])
    }

    @Test func missingRightsAreSaidAndTheRestGoesOn() throws {
        let api = FakeAPIServer()
        for index in 0...1 { api.install(index) }
        api.readProblems[1] = .forbidden("no get")
        api.writeProblems[0] = .forbidden("no patch")
        let replica = Replica(api)
        for now in 1_000_000..<1_000_003 { replica.run(now) }
        #expect(replica.served != nil)
        let problems = replica.round.status.configurations.map(\.problem)
        #expect(problems == ["cannot be written: forbidden: no patch", "forbidden: no get"])
        #expect(replica.said.filter { $0.contains("registrationFailed") }.count == 2)
        api.readProblems = [:]
        api.writeProblems = [:]
        replica.run(1_000_004)
        #expect(replica.round.status.configurations.allSatisfy { $0.problem == nil && $0.isRegistered })
        api.writeProblems[FakeAPIServer.secret] = .forbidden("no patch")
        replica.run(1_000_090)
        #expect(replica.round.status.secretProblem == "cannot be written: forbidden: no patch")
        #expect(replica.round.status.renewals[.failure] == 1)
        api.writeProblems = [:]
        replica.run(1_000_091)
        #expect(replica.round.status.secretProblem == nil)
    }

    @Test func withoutAnAPIServerItWaits() {
        let api = FakeAPIServer()
        for index in 0...2 { api.readProblems[index] = .unreachable("refused") }
        let replica = Replica(api)
        for now in 1_000_000..<1_000_010 { replica.run(now) }
        #expect(api.writes.isEmpty && replica.served == nil && !replica.round.status.hasPair)
        #expect(replica.round.status.secretProblem == "unreachable: refused")
        api.readProblems = [:]
        replica.run(1_000_010)
        #expect(replica.served != nil && replica.round.status.secretProblem == nil)
    }

    @Test func aSecretThatIsTakenAwayIsMadeAgainWithoutAFailedCall() throws {
        let (api, start) = (FakeAPIServer(), 1_000_000)
        for index in 0...1 { api.install(index) }
        let (old, new) = (Replica(api), Replica(api))
        old.run(start)
        let first = try #require(old.served)
        api.remove(FakeAPIServer.secret)
        for now in start + 1..<start + 30 {
            new.run(now)
            old.run(now)
            for bundle in api.bundles(0) + api.bundles(1) {
                #expect(Self.verifies(bundle, old.served, now: now))
                #expect(new.served == nil || Self.verifies(bundle, new.served, now: now))
            }
        }
        #expect(new.served != nil && new.served?.contentHash == old.served?.contentHash)
        #expect(old.served?.contentHash != first.contentHash)
    }

    @Test func anEmptySecretIsFilledAndItsOtherKeysStay() throws {
        let api = FakeAPIServer()
        api.put(FakeAPIServer.secret, #"{"metadata":{"name":"certs"},"data":{"note":"aGk="}}"#)
        let replica = Replica(api)
        replica.run(1_000_000)
        #expect(api.writes == ["mergePatch 2"] && replica.served != nil)
        #expect(api.objects[FakeAPIServer.secret]?.contains(#""note":"aGk=""#) == true)
    }

    @Test func newNamesAreIssuedAtOnce() throws {
        let api = FakeAPIServer()
        Replica(api).run(1_000_000)
        let next = CertificateTerms(names: ["new.ns.svc"], leafLife: 120, authorityLife: 600)
        let replica = Replica(api, next)
        replica.run(1_000_001)
        let served = try #require(replica.served)
        #expect(served.dnsNames == ["alb.ns.svc", "new.ns.svc"])
        #expect(try Certificate.all(pem: served.certificatePEM).first?.ipAddresses == ["10.0.0.1"])
        let writes = api.writes.count
        Replica(api).run(1_000_002)
        #expect(api.writes.count == writes)
    }
}
