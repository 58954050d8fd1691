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

    @Test func listsOnceWhereChangesAreNotWanted() throws {
        let services = WatchedResource("Service", paths: ["/api/v1/services"], isWatched: false)
        let others = WatchedResource("Secret", paths: ["/api/v1/secrets"])
        try Self.run(
            { request, peer in
                switch (request.value("watch"), request.value("continue")) {
                case (nil, nil): peer.answer(200, Server.list(["a"], continuation: "p2"))
                case (nil, _): peer.answer(200, Server.list(["b"]))
                default:
                    peer.beginChunks()
                    peer.chunk(Server.event("ADDED", "c", version: 78))
                    peer.waitForEnd()
                }
            },
            resources: [services, others]
        ) { server, _, heard in
            // The other one's watch shows that a request of the first would have come.
            #expect(heard.wait(for: "began", "object a", "object b", "ended"))
            #expect(heard.wait(for: "1: object c"))
            #expect(server.requests.filter { $0.path == "/api/v1/services" }.count == 2)
        }
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

    @Test func aConnectionThatTheServerClosesBetweenRequestsIsNoFailure() throws {
        try Self.run({ request, peer in
            switch (request.value("watch"), request.value("continue")) {
            case (nil, nil):
                peer.answer(200, Server.list(["a"], continuation: "p2"))
                peer.close()
            case (nil, _):
                // As HTTP/1.0 did it.
                peer.send("HTTP/1.0 200 OK\r\n\r\n" + Server.list(["b"]))
                peer.close()
            default:
                peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + Server.event("ADDED", "c", version: 11))
                peer.waitForEnd()
            }
        }) { server, _, heard in
            #expect(heard.wait(for: "began", "object a", "object b", "ended", "current", "object c", "current"))
            #expect(!heard.all.contains { $0.hasPrefix("failed") })
            #expect(server.connectionCount == 3)
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
}
