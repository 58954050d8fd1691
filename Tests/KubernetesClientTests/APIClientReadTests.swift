import Glibc
import JSON
import Sockets
import Synchronization
import TestSupport
import Testing

@testable import KubernetesClient

/// Reads of single objects.
struct APIClientReadTests {
    /// Answers to reads, in the order in which they came.
    private final class Answers: Sendable {
        private let answers = Mutex<[String]>([])

        var all: [String] { answers.withLock { $0 } }

        var done: @Sendable (APIRead) -> Void {
            { read in
                let text =
                    switch read {
                    case .found(let object): "found \(object["metadata"]?["name"]?.string ?? "?")"
                    case .absent: "absent"
                    case .failed(let problem): "\(problem)"
                    }
                self.answers.withLock { $0.append(text) }
            }
        }

        func wait(for expected: String...) -> Bool {
            waitUntil { all.count >= expected.count } && all == expected
        }
    }

    private static func later(_ seconds: UInt64 = 20) -> UInt64 {
        MonotonicClock.now() + seconds * APITiming.second
    }

    /// Answers lists and watches; `read` is for the rest.
    private static func run(
        resources: [WatchedResource] = [APIClientListTests.services],
        reads: @escaping @Sendable (ScriptedServer.Request, ScriptedPeer) -> Void,
        _ body: (ScriptedServer, APIClient, Answers) throws -> Void
    ) throws {
        try APIClientListTests.run(
            { request, peer in
                if request.path.hasPrefix("/none") {
                    peer.answer(404, "404 page not found\n")
                } else if request.value("watch") != nil {
                    peer.beginChunks()
                    peer.waitForEnd()
                } else if request.value("limit") != nil {
                    peer.answer(200, Server.list(["a"]))
                } else {
                    reads(request, peer)
                }
            },
            resources: resources
        ) { server, client, heard in
            #expect(heard.wait(for: "ended", "current"))
            try body(server, client, Answers())
        }
    }

    private static func object(_ request: ScriptedServer.Request) -> String {
        let parts = request.path.split(separator: "/")
        return #"{"metadata":{"name":"\#(parts.last ?? "")","namespace":"\#(parts.dropLast(2).last ?? "")"}}"#
    }

    @Test func readsOnAConnectionThatNoWatchUses() throws {
        try Self.run(reads: { request, peer in
            if request.path.hasSuffix("/gone") {
                return peer.answer(404, Server.status(404, "NotFound", "not found", name: "gone"))
            }
            peer.answer(200, Self.object(request))
        }) { server, client, answers in
            for (index, name) in ["web", "gone", "web"].enumerated() {
                client.read(0, namespace: "shop", name: name, deadline: Self.later(), answers.done)
                #expect(waitUntil { answers.all.count == index + 1 })
            }
            #expect(answers.all == ["found web", "absent", "found web"])
            #expect(server.requests.last?.target == "/api/v1/namespaces/shop/services/web")
            #expect(server.connectionCount == 2)
            client.read(0, namespace: "shop", name: "a/b", deadline: Self.later(), answers.done)
            client.read(9, namespace: "shop", name: "a", deadline: Self.later(), answers.done)
            #expect(waitUntil { answers.all.count == 5 })
            #expect(answers.all.last == "unknownKind")
            #expect(server.requests.count == 5)
        }
    }

    @Test func readsThroughThePathInUse() throws {
        let resource = WatchedResource("X", paths: ["/none/v2/things", "/apis/g/v1/things"])
        try Self.run(
            resources: [resource],
            reads: { request, peer in
                peer.answer(200, Self.object(request))
            }
        ) { server, client, answers in
            client.read(0, namespace: "", name: "thing", deadline: Self.later(), answers.done)
            #expect(answers.wait(for: "found thing"))
            #expect(server.requests.last?.target == "/apis/g/v1/things/thing")
        }
    }

    @Test func aConnectionThatTheServerClosedIsNoFailure() throws {
        try Self.run(reads: { request, peer in
            peer.answer(200, Self.object(request))
            peer.close()
        }) { server, client, answers in
            for count in 1...3 {
                client.read(0, namespace: "shop", name: "web", deadline: Self.later(), answers.done)
                #expect(waitUntil { answers.all.count == count })
            }
            #expect(answers.wait(for: "found web", "found web", "found web"))
        }
    }

    @Test func endsAtItsDeadline() throws {
        try Self.run(reads: { request, peer in
            if request.path.hasSuffix("/slow") { return peer.waitForEnd() }
            peer.answer(200, Self.object(request))
        }) { server, client, answers in
            let deadline = MonotonicClock.now() + 20_000_000
            client.read(0, namespace: "shop", name: "slow", deadline: deadline, answers.done)
            #expect(answers.wait(for: #"unreachable("no answer within the time that was given")"#))
            client.read(0, namespace: "shop", name: "web", deadline: Self.later(), answers.done)
            #expect(waitUntil { answers.all.last == "found web" })
            client.read(0, namespace: "shop", name: "late", deadline: 0, answers.done)
            #expect(waitUntil { answers.all.count == 3 })
            #expect(answers.all.last?.contains("within the time") == true)
        }
    }

    @Test func usesFourConnectionsAndABoundedQueue() throws {
        let isOpen = Mutex(false)
        try Self.run(reads: { request, peer in
            while !isOpen.withLock({ $0 }) { _ = poll(nil, 0, 1) }
            peer.answer(200, Self.object(request))
        }) { server, client, answers in
            for _ in 0..<4 {
                client.read(0, namespace: "shop", name: "web", deadline: Self.later(), answers.done)
            }
            #expect(waitUntil { server.connectionCount == 5 })
            for _ in 0..<(ReadTable.queueLimit + 1) {
                client.read(0, namespace: "shop", name: "web", deadline: Self.later(), answers.done)
            }
            #expect(answers.wait(for: #"unreachable("more than 256 reads are waiting")"#))
            isOpen.withLock { $0 = true }
            #expect(waitUntil { answers.all.count == ReadTable.queueLimit + 5 })
            #expect(answers.all.filter { $0 == "found web" }.count == ReadTable.queueLimit + 4)
            #expect(server.connectionCount == 5)
        }
    }

    @Test func everyReadIsAnsweredWhenTheClientStops() throws {
        try Self.run(reads: { _, peer in peer.waitForEnd() }) { server, client, answers in
            for _ in 0..<20 {
                client.read(0, namespace: "shop", name: "web", deadline: Self.later(), answers.done)
            }
            client.stop()
            #expect(answers.all == Array(repeating: #"unreachable("the client was stopped")"#, count: 20))
            client.read(0, namespace: "shop", name: "web", deadline: Self.later(), answers.done)
            #expect(answers.all.count == 21)
            client.stop()
        }
    }

    @Test func passesOnWhyAReadFailed() throws {
        try Self.run(reads: { request, peer in
            switch request.path.split(separator: "/").last {
            case "forbidden": peer.answer(403, Server.status(403, "Forbidden", "no"))
            case "broken":
                peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
                peer.close()
            case "other": peer.answer(200, #"{"metadata":{"name":"x","namespace":"shop"}}"#)
            default: peer.send("what?\r\n")
            }
        }) { server, client, answers in
            for name in ["forbidden", "broken", "other", "strange"] {
                let count = answers.all.count
                client.read(0, namespace: "shop", name: name, deadline: Self.later(), answers.done)
                #expect(waitUntil { answers.all.count == count + 1 })
            }
            #expect(
                answers.all == [
                    #"forbidden("no")"#, #"unreachable("the connection was closed in the middle of an answer")"#,
                    #"malformed("another object than was asked for")"#,
                    #"malformed("the server does not speak HTTP/1.1: malformed status line")"#,
                ]
            )
        }
    }
}
