import HTTP
import Testing

@testable import KubernetesClient

struct ExchangeTests {
    static let second = APITiming.second

    private struct Scene {
        var exchange = Exchange(timing: APITiming(), now: 0)
        let buffer = ByteBuffer()
        var status: Int?
        var body = ""
        var wants = true

        mutating func receive(_ text: String, now: UInt64) throws(ResourceProblem) -> Exchange.Progress {
            buffer.append(text)
            return try exchange.receive(buffer, now: now) { event in
                switch event {
                case .head(let head): status = head.status
                case .piece(let bytes): body += String(decoding: bytes, as: UTF8.self)
                }
                return wants
            }
        }
    }

    @Test func eachStageHasItsTime() throws {
        var scene = Scene()
        #expect(scene.exchange.deadline == 10 * Self.second)
        #expect(scene.exchange.lateness == .unreachable("no connection within 10 s"))
        scene.exchange.secure()
        #expect(scene.exchange.deadline == 10 * Self.second)
        #expect(scene.exchange.lateness == .unreachable("no answer within 10 s"))
        scene.exchange.rest(now: 3 * Self.second)
        #expect(scene.exchange.deadline == 63 * Self.second)
        #expect(scene.exchange.lateness == nil)
        scene.exchange.ask(silence: 40 * Self.second, now: 5 * Self.second)
        #expect(scene.exchange.deadline == 35 * Self.second)
        #expect(scene.exchange.lateness == .unreachable("no answer within 30 s"))
        #expect(try scene.receive("HTTP/1.1 200 OK\r\n", now: 6 * Self.second) == .more)
        #expect(scene.exchange.deadline == 35 * Self.second, "half a head is no answer")
        let rest = "Transfer-Encoding: chunked\r\n\r\n"
        #expect(try scene.receive(rest, now: 7 * Self.second) == .more)
        #expect(scene.exchange.deadline == 47 * Self.second)
        #expect(scene.exchange.lateness == .unreachable("silence for 40 s in the middle of an answer"))
        #expect(try scene.receive("3\r\nab", now: 9 * Self.second) == .more)
        #expect(scene.exchange.deadline == 49 * Self.second)
        #expect(try scene.receive("c\r\n0\r\n\r\n", now: 11 * Self.second) == .complete(isReusable: true))
        #expect(scene.status == 200)
        #expect(scene.body == "abc")
        #expect(scene.exchange.deadline == 71 * Self.second)
    }

    @Test(arguments: [
        ("Content-Length: 2\r\n\r\nok", true), ("Content-Length: 2\r\nConnection: close\r\n\r\nok", false),
        ("Content-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n", false),
    ]) func knowsWhetherTheConnectionCanBeUsedAgain(_ rest: String, _ isReusable: Bool) throws {
        var scene = Scene()
        scene.exchange.ask(silence: 1, now: 0)
        #expect(try scene.receive("HTTP/1.1 200 OK\r\n" + rest, now: 1) == .complete(isReusable: isReusable))
    }

    @Test func whatNobodyAskedForEndsTheConnection() throws {
        var scene = Scene()
        scene.exchange.rest(now: 0)
        #expect(try scene.receive("", now: 1) == .more)
        #expect(try scene.receive("HTTP/1.1 408 Request Timeout\r\n\r\n", now: 1) == .abandoned)
    }

    @Test func theOneWhoAskedMayHaveEnough() throws {
        var scene = Scene()
        scene.wants = false
        scene.exchange.ask(silence: 1, now: 0)
        #expect(try scene.receive("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", now: 1) == .abandoned)
    }

    @Test func garbageIsMalformed() {
        var scene = Scene()
        scene.exchange.ask(silence: 1, now: 0)
        #expect(throws: ResourceProblem.malformed("the server does not speak HTTP/1.1: malformed status line")) {
            try scene.receive("SSH-2.0-OpenSSH", now: 1)
        }
    }

    @Test func theEndOfTheConnectionMeansSomethingElseInEachStage() throws {
        var scene = Scene()
        #expect(throws: ResourceProblem.self) { try scene.exchange.ended() }
        scene.exchange.secure()
        #expect(throws: ResourceProblem.self) { try scene.exchange.ended() }
        scene.exchange.rest(now: 0)
        #expect(try !scene.exchange.ended())
        scene.exchange.ask(silence: 1, now: 0)
        #expect(throws: ResourceProblem.unreachable("the connection was closed before an answer")) {
            try scene.exchange.ended()
        }
        _ = try scene.receive("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", now: 1)
        #expect(throws: ResourceProblem.unreachable("the connection was closed in the middle of an answer")) {
            try scene.exchange.ended()
        }
        var other = Scene()
        other.exchange.ask(silence: 1, now: 0)
        _ = try other.receive("HTTP/1.1 200 OK\r\n\r\nab", now: 1)
        #expect(try other.exchange.ended())
    }
}
