import Sockets
import Testing
import TestSupport

@testable import KubernetesClient

/// Lists and watches over sockets.
struct APIClientListTests {
    static let services = WatchedResource("Service", paths: ["/api/v1/services"])

    /// Runs a client against a server until `body` returns, and sees that nothing of either is left.
    static func run(
        _ answer: @escaping @Sendable (ScriptedServer.Request, ScriptedPeer) -> Void,
        timing: APITiming = .quick,
        resources: [WatchedResource] = [services],
        _ body: (ScriptedServer, APIClient, HeardEvents) throws -> Void
    ) throws {
        let server = try ScriptedServer(answer)
        defer { server.stop() }
        let heard = HeardEvents()
        let client = try APIClient(server.access(), resources, timing: timing, sink: heard.sink)
        defer { client.stop() }
        try body(server, client, heard)
        client.stop()
        #expect(waitUntil { server.openConnections == 0 })
    }

    @Test func listsInPagesThenWatchesOnOneConnection() throws {
        try Self.run({ request, peer in
            switch (request.value("watch"), request.value("continue")) {
            case (nil, nil): peer.answer(200, Server.list(["a", "b"], continuation: "p2"))
            case (nil, "p2"):
                peer.beginChunks()
                for character in Server.list(["c"], continuation: "p3") { peer.chunk(String(character)) }
                peer.endChunks()
            case (nil, _): peer.answer(200, Server.list(["d"], version: "77"))
            default:
                peer.beginChunks()
                peer.chunk(Server.event("ADDED", "e", version: 78))
                peer.chunk(Server.event("DELETED", "a", version: 79) + Server.bookmark(90))
                peer.waitForEnd()
            }
        }) { server, _, heard in
            #expect(heard.wait(for: "current", "deleted a", "current"))
            #expect(
                heard.all.filter { $0 != "current" } == [
                    "began", "object a", "object b", "object c", "object d", "ended", "object e", "deleted a",
                ]
            )
            #expect(server.connectionCount == 1)
            #expect(server.requests.map { $0.value("continue") } == [nil, "p2", "p3", nil])
            #expect(server.requests.last?.value("resourceVersion") == "77")
            #expect(server.requests.last?.value("allowWatchBookmarks") == "true")
        }
    }

    @Test func opensAWatchAgainFromWhereItWas() throws {
        try Self.run({ request, peer in
            guard request.value("watch") != nil else { return peer.answer(200, Server.list(["a"])) }
            peer.beginChunks()
            switch request.value("resourceVersion") {
            case "10":
                // Ends in order.
                peer.chunk(Server.event("MODIFIED", "a", version: 11))
                peer.endChunks()
            case "11":
                // Breaks in the middle of a chunk.
                peer.chunk(Server.bookmark(20))
                peer.send("ff\r\n{\"type\":")
                peer.close()
            case "20":
                peer.chunk(Server.event("ADDED", "b", version: 21))
                peer.reset()
            default:
                peer.chunk(Server.event("ADDED", "c", version: 22))
                peer.waitForEnd()
            }
        }) { server, _, heard in
            #expect(heard.wait(for: "object a", "object a", "object b", "object c"))
            #expect(server.requests.filter { $0.value("watch") == nil }.count == 1)
            #expect(server.requests.compactMap { $0.value("resourceVersion") } == ["10", "11", "20", "21"])
            #expect(heard.all.filter { $0.hasPrefix("failed") }.count == 2)
        }
    }

    @Test func aListThatBreaksLeavesNothingEnded() throws {
        try Self.run({ request, peer in
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

    @Test func aForgottenVersionMeansANewList() throws {
        try Self.run({ request, peer in
            switch request.number {
            case 0: peer.answer(200, Server.list(["a"]))
            case 1: peer.answer(410, Server.status(410, "Expired", "too old"))
            case 2: peer.answer(200, Server.list(["b"]))
            case 3:
                peer.beginChunks()
                peer.chunk(Server.bookmark(12) + Server.error(410, "Expired", "too old"))
                peer.waitForEnd()
            case 4: peer.answer(200, Server.list(["c"]))
            default:
                peer.beginChunks()
                peer.waitForEnd()
            }
        }) { _, _, heard in
            #expect(heard.wait(for: "ended", "began", "object b", "ended", "current", "began", "object c", "ended"))
            #expect(!heard.all.contains { $0.hasPrefix("failed") })
        }
    }

    @Test func takesLargeObjects() throws {
        let large = String(repeating: "x", count: 3_000_000)
        try Self.run({ request, peer in
            let object = Server.object("large", version: 11, more: #","spec":"\#(large)""#)
            if request.value("watch") == nil {
                peer.answer(200, #"{"metadata":{"resourceVersion":"10"},"items":[\#(object),\#(object)]}"#)
            } else {
                peer.beginChunks()
                peer.chunk(#"{"type":"ADDED","object":\#(object)}"#)
                peer.waitForEnd()
            }
        }) { _, _, heard in
            #expect(heard.wait(for: "object large", "object large", "ended", "current", "object large"))
        }
    }

    @Test func followsEachResourceOnItsOwn() throws {
        let kinds = [Self.services, WatchedResource("X", paths: ["/none/a", "/none/b"])]
        try Self.run(
            { request, peer in
                if request.path.hasPrefix("/none") { return peer.answer(404, "404 page not found\n") }
                guard request.value("watch") != nil else { return peer.answer(200, Server.list(["a"])) }
                peer.beginChunks()
                peer.waitForEnd()
            },
            resources: kinds
        ) { server, _, heard in
            #expect(heard.wait(for: "began", "object a", "ended", "current"))
            #expect(heard.wait(for: "1: failed unknownKind"))
            #expect(waitUntil { server.requests.filter { $0.path == "/none/b" }.count >= 2 })
            #expect(heard.all.filter { $0 == "1: failed unknownKind" }.count == 1)
            #expect(server.connectionCount == 2)
        }
    }

    @Test func tellsOnceThatNobodyAnswers() throws {
        var timing = APITiming.quick
        timing.head = 30_000_000
        try Self.run({ _, peer in peer.waitForEnd() }, timing: timing) { server, _, heard in
            #expect(heard.wait(for: #"failed unreachable("no answer within 30 ms")"#))
            #expect(waitUntil { server.requests.count >= 3 })
            #expect(heard.all.count == 1)
        }
    }

    @Test func aWatchThatIsSilentForTooLongIsOpenedAgain() throws {
        var timing = APITiming.quick
        timing.watch = 0...0
        timing.watchGrace = 0
        try Self.run(
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
        let client = try APIClient(access, [Self.services], timing: .quick, sink: heard.sink)
        defer { client.stop() }
        #expect(heard.wait(for: #"failed unreachable("127.0.0.1:1: connect: Connection refused")"#))
        let name = HeardEvents()
        access.host = "nowhere.invalid"
        let other = try APIClient(access, [Self.services], timing: .quick, sink: name.sink)
        defer { other.stop() }
        #expect(name.waitForFailure("looking up nowhere.invalid"))
    }
}
