import Sockets
import TestSupport
import Testing

@testable import KubernetesClient

/// Servers that break off, are silent or are not there.
struct APIClientFailureTests {
    @Test func aListThatBreaksLeavesNothingEnded() throws {
        try APIClientListTests.run({ request, peer in
            switch request.number {
            case 0:
                peer.beginChunks()
                peer.send("fff\r\n" + Server.list(["a", "b"]).prefix(150))
                peer.close()
            case 1: peer.answer(200, Server.list(["a"], continuation: "p2"))
            case 2: peer.answer(500, Server.status(500, "InternalError", "leader changed"))
            case 3: peer.answer(410, Server.status(410, "Expired", "token"))
            case 4:
                peer.send("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n" + Server.list(["a", "b"]).prefix(150))
                peer.reset()
            case 5: peer.answer(200, "<html>this is a portal</html>")
            case 6: peer.answer(200, Server.list(["z"]))
            default:
                peer.beginChunks()
                peer.waitForEnd()
            }
        }) { server, _, heard in
            #expect(heard.wait(for: "began", "began", "began", "began", "object z", "ended", "current"))
            #expect(heard.all.filter { $0 == "ended" }.count == 1)
            #expect(heard.waitForFailure("leader changed"))
            #expect(heard.waitForFailure("in the middle of an answer"))
            #expect(heard.waitForFailure("not JSON"))
            #expect(server.requests[2].value("continue") == "p2")
            #expect(server.requests[3].value("continue") == "p2")
            #expect(server.requests[4].value("continue") == nil)
        }
    }

    @Test func tellsOnceThatNobodyAnswers() throws {
        var timing = APITiming.quick
        timing.head = 30_000_000
        try APIClientListTests.run({ _, peer in peer.waitForEnd() }, timing: timing) { server, _, heard in
            #expect(heard.wait(for: #"failed unreachable("no answer within 30 ms")"#))
            #expect(waitUntil { server.requests.count >= 3 })
            #expect(heard.all.count == 1)
        }
    }

    @Test func aWatchThatIsSilentForTooLongIsOpenedAgain() throws {
        var timing = APITiming.quick
        timing.watch = 0...0
        timing.watchGrace = 0
        try APIClientListTests.run(
            { request, peer in
                guard request.value("watch") != nil else { return peer.answer(200, Server.list(["a"])) }
                peer.beginChunks()
                peer.waitForEnd()
            },
            timing: timing
        ) { server, _, heard in
            #expect(heard.waitForFailure("silence for 1 s"))
            #expect(waitUntil { server.requests.filter { $0.value("watch") != nil }.count >= 2 })
            #expect(server.requests.first { $0.value("watch") != nil }?.value("timeoutSeconds") == "1")
        }
    }

    @Test func aServerThatCannotBeReachedIsSaidWithItsAddress() throws {
        let server = try ScriptedServer { _, _ in }
        server.stop()
        let heard = HeardEvents()
        var access = server.access()
        access.port = 1
        let client = try APIClient(access, [APIClientListTests.services], timing: .quick, sink: heard.sink)
        defer { client.stop() }
        #expect(heard.wait(for: #"failed unreachable("127.0.0.1:1: connect: Connection refused")"#))
        let name = HeardEvents()
        access.host = "nowhere.invalid"
        let other = try APIClient(access, [APIClientListTests.services], timing: .quick, sink: name.sink)
        defer { other.stop() }
        #expect(name.waitForFailure("looking up nowhere.invalid"))
    }
}
