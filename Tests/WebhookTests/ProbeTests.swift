import Synchronization
import TLS
import TestSupport
import Testing
import Sockets
import Webhook

struct ProbeTests {
    @Test(arguments: ["/healthz", "/livez", "/readyz", "/readyz/certificate", "/readyz/ping", "/livez/ping"])
    func saysOK(_ target: String) throws {
        let response = try TestWebhook().get(.probes, target)
        #expect(response.status == 200)
        #expect(response.text == "ok\n")
        #expect(response.field("content-type")?.hasPrefix("text/plain") == true)
    }

    @Test func listsItsChecks() throws {
        let running = try TestWebhook()
        let expected = "[+]ping ok\n[+]certificate ok\n[+]loops ok\n[+]shutdown ok\nreadyz check passed\n"
        #expect(try running.get(.probes, "/readyz?verbose").text == expected)
        #expect(try running.get(.probes, "/readyz?verbose=1").text == expected)
        #expect(try running.get(.probes, "/livez?verbose").text == "[+]ping ok\n[+]loops ok\nlivez check passed\n")
    }

    @Test func leavesOutWhatIsExcluded() throws {
        let text = try TestWebhook().get(.probes, "/readyz?verbose&exclude=shutdown&exclude=nosuch").text
        #expect(text.contains("[+]shutdown excluded: ok\n"))
        #expect(text.contains("no matches for \"nosuch\""))
        #expect(text.hasSuffix("readyz check passed\n"))
    }

    @Test func knowsNoOtherPath() throws {
        let running = try TestWebhook()
        for target in ["/", "/health", "/readyz/nosuch", "/mutate", "//"] {
            #expect(try running.get(.probes, target).status == 404, "\(target)")
        }
    }

    @Test func answersHeadWithoutContentAndRefusesTheRest() throws {
        let running = try TestWebhook()
        let address = try #require(running.server.addresses[.probes])
        let client = try LoopbackClient(address)
        try client.send("HEAD /readyz HTTP/1.1\r\nHost: x\r\n\r\nGET /livez HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(try client.receive(isHead: true)?.status == 200)
        #expect(try client.receive()?.text == "ok\n")
        try client.send("DELETE /readyz HTTP/1.1\r\nHost: x\r\n\r\n")
        let refusal = try #require(try client.receive())
        #expect(refusal.status == 405)
        #expect(refusal.field("allow") == "GET, HEAD")
    }

    @Test func anExpiredCertificateIsNotReadyButAlive() throws {
        let authority = try Certificates.authority()
        let old = try Certificates.server(by: authority, from: -7200, to: -60)
        let running = try TestWebhook(credentials: old)
        let response = try running.get(.probes, "/readyz")
        #expect(response.status == 503)
        #expect(response.text.contains("[-]certificate failed: the serving certificate has expired"))
        #expect(try running.get(.probes, "/readyz?exclude=certificate").status == 200)
        #expect(try running.get(.probes, "/healthz").status == 200)
        running.sources.credentials.withLock { $0 = .success(try! Certificates.server(by: authority)) }
        running.server.reload()
        #expect(waitUntil { (try? running.get(.probes, "/readyz").status) == 200 })
    }
}
