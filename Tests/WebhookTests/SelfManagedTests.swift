import Certificates
import Glibc
import KubernetesClient
import ManagedCertificates
import Synchronization
import TestSupport
import Testing

@testable import Webhook

/// The server with certificates that it keeps itself, as probes, metrics and log show it.
struct SelfManagedTests {
    /// Port 1 of loopback, where nobody listens.
    private func keeper() -> CertificateKeeper {
        CertificateKeeper(
            CertificateKeeper.Place(namespace: "ns", secret: "certs", configurations: "alb"),
            CertificateTerms(names: ["localhost"], leafLife: 10, authorityLife: 60),
            APIServerAccess(host: "127.0.0.1", port: 1, transport: .plain, userAgent: "test"),
            clock: { time(nil) }
        )
    }

    private func start(_ served: TLSCredentials? = nil) throws -> TestWebhook {
        let standIn = try SelfSignedCertificate.make(dnsNames: ["not-ready"], now: time(nil))
        let keeper = keeper()
        return try TestWebhook(credentials: served ?? standIn) { configuration in
            configuration.standIn = standIn
            configuration.keeper = keeper
        }
    }

    @Test func withoutAnAPIServerItIsAliveAndNotReadyAndSaysWhy() throws {
        let running = try start()
        let isSaid = waitUntil { (try? running.get(.probes, "/readyz").text)?.contains("connect: ") == true }
        #expect(isSaid)
        let page = try running.get(.probes, "/readyz?verbose")
        #expect(page.status == 503)
        #expect(
            page.text.contains("[-]certificate failed: Secret ns/certs: unreachable: 127.0.0.1:1: "),
            "\(page.text)"
        )
        #expect(page.text.contains("[+]registration ok: ValidatingWebhookConfiguration/alb: unreachable: "))
        #expect(try running.get(.probes, "/livez").status == 200)
        let metrics = try running.metrics()
        #expect(metrics["alb_admission_certificate_secret_usable"] == 0)
        for kind in ["Validating", "Mutating"] {
            let series = "alb_admission_ca_bundle_registered{configuration=\"\(kind)WebhookConfiguration/alb\"}"
            #expect(metrics[series] == 0)
        }
        for result in ["success", "failure", "conflict"] {
            #expect(metrics["alb_admission_certificate_renewals_total{result=\"\(result)\"}"] == 0)
        }
        let line = "certificate Secret not in order; what is served stays"
        #expect(try running.log.count(line) == 1)
        #expect(try running.log.first(line)?["secret"] as? String == "ns/certs")
    }

    @Test func theFirstPairOfTheSecretMakesItReady() throws {
        let running = try start()
        let pair = try Certificates.server(by: running.authority)
        #expect(try running.get(.probes, "/readyz").status == 503)
        running.sources.credentials.withLock { $0 = .success(pair) }
        running.server.reload()
        #expect(waitUntil { (try? running.get(.probes, "/readyz").status) == 200 })
        #expect(try running.connect().ask("validate", SampleReview.bareIngress).status == 200)
        let page = try running.get(.probes, "/readyz?verbose").text
        #expect(page.contains("[+]certificate ok") && page.contains("[+]certificate-secret ok: unreachable: "))
    }

    @Test func withoutAKeeperNothingIsSaidOfOne() throws {
        let running = try TestWebhook()
        #expect(try !running.get(.probes, "/readyz?verbose").text.contains("certificate-secret"))
        #expect(try !running.get(.metrics, "/metrics").text.contains("alb_admission_ca_bundle_registered"))
    }
}
