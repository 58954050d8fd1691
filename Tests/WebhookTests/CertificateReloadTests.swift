import Certificates
import Foundation
import Synchronization
import TLS
import TestSupport
import Testing
import Webhook

struct CertificateReloadTests {
    @Test func newConnectionsSeeTheNewCertificateAndOldOnesGoOn() throws {
        let running = try TestWebhook(threads: 2)
        let old = try running.connect()
        #expect(old.serverNames == ["localhost"])
        let next = try Certificates.server(["localhost", "next.example"], by: running.authority)
        running.sources.credentials.withLock { $0 = .success(next) }
        running.server.reload()
        #expect(waitUntil { (try? running.connect().serverNames) == ["localhost", "next.example"] })
        #expect(try old.ask("validate", SampleReview.bareIngress).status == 200)
        let page = try running.metrics()
        #expect(page["alb_admission_certificate_reloads_total"] == 1)
        #expect(page["certwatcher_read_certificate_total"] == 2)
        #expect(try running.log.count("certificate replaced") == 1)
    }

    @Test func theSamePairChangesNothing() throws {
        let running = try TestWebhook()
        for _ in 0..<5 { running.server.reload() }
        let page = try running.metrics()
        #expect(page["certwatcher_read_certificate_total"] == 6)
        #expect(page["alb_admission_certificate_reloads_total"] == 0)
    }

    @Test func aBrokenPairLeavesTheOldOneAndIsSaidOnce() throws {
        let running = try TestWebhook()
        running.sources.credentials.withLock { $0 = .failure(.init("tls.key: private key does not match")) }
        for _ in 0..<3 { running.server.reload() }
        #expect(try running.connect().ask("validate", SampleReview.bareIngress).status == 200)
        let page = try running.metrics()
        #expect(page["certwatcher_read_certificate_errors_total"] == 3)
        #expect(page["alb_admission_certificate_reloads_total"] == 0)
        let line = try #require(try running.log.first("certificate not replaced; the old one stays"))
        #expect(line["error"] as? String == "tls.key: private key does not match")
        #expect(try running.log.count("certificate not replaced; the old one stays") == 1)
    }

    @Test(arguments: [(-7200, -60, "has expired"), (3600, 7200, "is not valid yet")])
    func aPairOutOfItsTimeDoesNotReplaceAGoodOne(_ from: Int, _ to: Int, _ problem: String) throws {
        let running = try TestWebhook()
        let bad = try Certificates.server(["bad.example"], by: running.authority, from: from, to: to)
        running.sources.credentials.withLock { $0 = .success(bad) }
        running.server.reload()
        #expect(try running.connect().serverNames == ["localhost"])
        let line = try #require(try running.log.first("certificate not replaced; the old one stays"))
        #expect(line["error"] as? String == "the new certificate \(problem)")
        #expect(try running.get(.probes, "/readyz").status == 200)
    }

    @Test func theEndOfTheCertificateIsSaidOnce() throws {
        let authority = try Certificates.authority()
        let running = try TestWebhook(credentials: Certificates.server(by: authority, from: -3600, to: 120))
        for _ in 0..<3 { running.server.reload() }
        #expect(try running.log.first("the serving certificate expires soon")?["level"] as? String == "warn")
        #expect(try running.log.count("the serving certificate expires soon") == 1)
    }

    /// A connection that the old authority let in gets one more answer; a new serving certificate alone ends none.
    @Test func connectionsOfTheOldAuthorityEnd() throws {
        let (first, second) = (try Certificates.authority("first"), try Certificates.authority("second"))
        let running = try TestWebhook(clients: .init(authorityPEM: first.certificatePEM))
        let old = try running.connect(as: Certificates.client("kube-apiserver", by: first))
        #expect(try !old.ask("validate", SampleReview.bareIngress).closes)
        running.sources.credentials.withLock {
            $0 = Result { try Certificates.server(by: running.authority) }.mapError { .init("\($0)") }
        }
        running.server.reload()
        #expect(try !old.ask("validate", SampleReview.bareIngress).closes)
        running.sources.clients.withLock { $0 = .success(.init(authorityPEM: second.certificatePEM)) }
        running.server.reload()
        let last = try old.ask("validate", SampleReview.bareIngress)
        #expect(last.status == 200 && last.closes)
        #expect(try old.isClosed())
    }

    @Test func theClientsAuthorityIsReadAgain() throws {
        let (first, second) = (try Certificates.authority("first"), try Certificates.authority("second"))
        let running = try TestWebhook(clients: .init(authorityPEM: first.certificatePEM))
        let server = try Certificates.client("kube-apiserver", by: first)
        let other = try Certificates.client("kube-apiserver", by: second)
        #expect(try running.isServed(server))
        #expect(try !running.isServed(other))
        #expect(try !running.isServed(nil))
        running.sources.clients.withLock { $0 = .success(.init(authorityPEM: second.certificatePEM)) }
        running.server.reload()
        #expect(waitUntil { (try? running.isServed(other)) == true })
        #expect(try !running.isServed(server))
        running.sources.clients.withLock {
            $0 = .success(.init(authorityPEM: second.certificatePEM, allowedNames: ["front-proxy"]))
        }
        running.server.reload()
        #expect(waitUntil { (try? running.isServed(other)) == false })
        #expect(try running.isServed(Certificates.client("front-proxy", by: second)))
        running.sources.clients.withLock { $0 = .success(.init(authorityPEM: Array("no certificate".utf8))) }
        running.server.reload()
        #expect(try running.isServed(Certificates.client("front-proxy", by: second)))
        #expect(try running.log.count("certificate not replaced; the old one stays") == 1)
    }
}

extension TestWebhook {
    /// With TLS 1.3 a client learns only from the first read that it was refused.
    func isServed(_ client: TLSCredentials?) throws -> Bool {
        do {
            return try connect(as: client).ask("validate", SampleReview.bareIngress).status == 200
        } catch let failure as LoopbackClient.Failure where failure == .timedOut {
            throw failure
        } catch {
            return false
        }
    }
}
