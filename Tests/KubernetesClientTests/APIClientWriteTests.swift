import JSON
import Sockets
import TestSupport
import Testing

@testable import KubernetesClient

/// Requests that change an object.
struct APIClientWriteTests {
    private static let secrets = WatchedResource("Secret", paths: ["/api/v1/secrets"], isFollowed: false)

    private static func run(
        _ answer: @escaping @Sendable (ScriptedServer.Request, ScriptedPeer) -> Void,
        _ body: (ScriptedServer, APIClient) throws -> Void
    ) throws {
        try APIClientListTests.run(answer, resources: [secrets]) { server, client, _ in try body(server, client) }
    }

    private static func write(
        _ client: APIClient,
        _ verb: ObjectChange.Verb,
        _ body: String = "{}",
        name: String = "certs",
        seconds: UInt64 = 20
    ) -> String {
        let deadline = MonotonicClock.now() + seconds * APITiming.second
        let change = ObjectChange(verb, Array(body.utf8))
        switch client.writing(0, namespace: "shop", name: name, change, deadline: deadline) {
        case .done(let object): return "done \(object["metadata"]?["resourceVersion"]?.string ?? "")"
        case .conflict(let text): return "conflict \(text)"
        case .absent: return "absent"
        case .failed(let problem): return "\(problem)"
        }
    }

    private static func stored(_ version: Int) -> String {
        #"{"metadata":{"name":"certs","namespace":"shop","resourceVersion":"\#(version)"}}"#
    }

    @Test func writesInEveryWayOnOneConnectionAndFollowsNothing() throws {
        try Self.run({ request, peer in
            peer.answer(request.head.hasPrefix("POST") ? 201 : 200, Self.stored(request.number))
        }) { server, client in
            let body = #"{"data":{"a":"é"}}"#
            for (index, verb) in [ObjectChange.Verb.create, .replace, .mergePatch, .jsonPatch].enumerated() {
                #expect(Self.write(client, verb, body) == "done \(index)")
            }
            let read = client.reading(0, namespace: "shop", name: "certs", deadline: .max)
            guard case .found = read else {
                Issue.record("\(read)")
                return
            }
            let object = "/api/v1/namespaces/shop/secrets/certs"
            let lines = server.requests.map { $0.head.split(separator: "\r\n").first ?? "" }
            #expect(
                lines == [
                    "POST /api/v1/namespaces/shop/secrets HTTP/1.1", "PUT \(object) HTTP/1.1",
                    "PATCH \(object) HTTP/1.1", "PATCH \(object) HTTP/1.1", "GET \(object) HTTP/1.1",
                ]
            )
            #expect(server.requests.map(\.body) == [body, body, body, body, ""])
            let types = server.requests.map { request in
                request.head.split(separator: "\r\n").first { $0.hasPrefix("Content-Type: ") }?.dropFirst(14) ?? ""
            }
            #expect(
                types == [
                    "application/json", "application/json", "application/merge-patch+json",
                    "application/json-patch+json", "",
                ]
            )
            #expect(server.connectionCount == 1)
        }
    }

    @Test func saysWhatTheServerAnswered() throws {
        try Self.run({ request, peer in
            switch request.body {
            case "exists": peer.answer(409, Server.status(409, "AlreadyExists", "it exists", name: "certs"))
            case "changed": peer.answer(409, Server.status(409, "Conflict", "it was modified", name: "certs"))
            case "gone": peer.answer(404, Server.status(404, "NotFound", "not found", name: "certs"))
            case "no namespace": peer.answer(404, Server.status(404, "NotFound", "no such namespace", name: "shop"))
            case "forbidden": peer.answer(403, Server.status(403, "Forbidden", "no"))
            case "invalid": peer.answer(422, Server.status(422, "Invalid", "bad"))
            case "proxy": peer.answer(409, "conflict")
            case "other": peer.answer(200, #"{"metadata":{"name":"x","namespace":"shop"}}"#)
            default: peer.answer(200, "{")
            }
        }) { server, client in
            #expect(Self.write(client, .create, "exists") == "conflict it exists")
            #expect(Self.write(client, .replace, "changed") == "conflict it was modified")
            #expect(Self.write(client, .replace, "gone") == "absent")
            #expect(
                Self.write(client, .create, "no namespace") == #"answer(status: 404, "no such namespace")"#
            )
            #expect(Self.write(client, .mergePatch, "forbidden") == #"forbidden("no")"#)
            #expect(Self.write(client, .mergePatch, "invalid") == #"answer(status: 422, "bad")"#)
            #expect(Self.write(client, .mergePatch, "proxy") == #"answer(status: 409, "conflict")"#)
            #expect(
                Self.write(client, .replace, "other") == #"malformed("another object than was asked for")"#
            )
            #expect(Self.write(client, .replace, "half").hasPrefix("malformed("))
            #expect(Self.write(client, .replace, name: "a/b").hasPrefix("malformed("))
        }
    }

    /// Nobody knows whether it was made.
    @Test func aChangeThatBrokeOffIsNotMadeTwice() throws {
        try Self.run({ request, peer in
            if request.body == "break" { return peer.close() }
            peer.answer(200, Self.stored(request.number))
        }) { server, client in
            #expect(Self.write(client, .replace) == "done 0")
            #expect(Self.write(client, .replace, "break").hasPrefix("unreachable("))
            #expect(server.requests.map(\.body) == ["{}", "break"])
            #expect(Self.write(client, .replace) == "done 2")
            #expect(server.connectionCount == 2)
        }
    }

    @Test func endsAtItsDeadlineAndWithTheClient() throws {
        try Self.run({ _, peer in peer.waitForEnd() }) { server, client in
            #expect(Self.write(client, .create, seconds: 0).contains("within the time"))
            client.stop()
            #expect(Self.write(client, .create) == #"unreachable("the client was stopped")"#)
            let read = client.reading(0, namespace: "shop", name: "certs", deadline: .max)
            guard case .failed(.unreachable) = read else {
                Issue.record("\(read)")
                return
            }
        }
    }

    @Test func aLargeBodyIsSentWhole() throws {
        let size = 3_000_000
        try Self.run({ request, peer in peer.answer(200, Self.stored(request.body.utf8.count)) }) { _, client in
            #expect(Self.write(client, .replace, String(repeating: "x", count: size)) == "done \(size)")
        }
    }
}
