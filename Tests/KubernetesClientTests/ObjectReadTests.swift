import HTTP
import JSON
import Testing

@testable import KubernetesClient

struct ObjectReadTests {
    private static func read(
        _ status: Int,
        _ body: String,
        namespace: String = "shop",
        name: String = "web",
        limit: Int = 1000
    ) -> String {
        var read = ObjectRead(namespace: namespace, name: name, limit: limit)
        read.answered(HTTPResponseHead(status: status))
        body.inPieces(of: 7) { _ = read.received($0) }
        switch read.result() {
        case .found(let object): return "found \(object["metadata"]?["name"]?.string ?? "")"
        case .absent: return "absent"
        case .conflict(let text): return "conflict \(text)"
        case .failed(let problem): return "\(problem)"
        }
    }

    private static let web = #"{"metadata":{"name":"web","namespace":"shop"}}"#

    @Test func findsTheObject() {
        #expect(Self.read(200, Self.web) == "found web")
        #expect(Self.read(200, #"{"metadata":{"name":"web"}}"#, namespace: "") == "found web")
    }

    @Test func onlyAStatusAboutItSaysThatItIsAbsent() {
        let text = #"ingresses \"web\" not found"#
        #expect(Self.read(404, Server.status(404, "NotFound", text, name: "web")) == "absent")
        #expect(Self.read(404, Server.status(404, "NotFound", text)) == "absent")
        for body in [
            "404 page not found\n", "", Server.status(404, "Gone", text), Self.web,
            Server.status(404, "NotFound", "no such cluster", name: "other"),
        ] {
            #expect(Self.read(404, body).hasPrefix("answer(status: 404"), "\(body)")
        }
        #expect(Self.read(500, Server.status(404, "NotFound", text)).hasPrefix("answer(status: 500"))
    }

    @Test func anotherObjectIsNotWhatWasAskedFor() {
        for body in [
            #"{"metadata":{"name":"other","namespace":"shop"}}"#, #"{"metadata":{"name":"web","namespace":"x"}}"#,
            #"{"metadata":{"name":"web"}}"#,
        ] {
            #expect(Self.read(200, body) == #"malformed("another object than was asked for")"#)
        }
        for body in ["{}", "[]", "", "{"] { #expect(Self.read(200, body).hasPrefix("malformed(")) }
    }

    @Test func passesOnWhatTheServerSays() {
        #expect(Self.read(403, Server.status(403, "Forbidden", "no")) == #"forbidden("no")"#)
        #expect(Self.read(401, "") == #"forbidden("HTTP status 401 without a word")"#)
        #expect(Self.read(429, "a\u{1b}b\nc") == #"answer(status: 429, "a b")"#)
    }

    @Test func takesNoMoreThanAnObjectMayHave() {
        var read = ObjectRead(namespace: "", name: "web", limit: 10)
        read.answered(HTTPResponseHead(status: 200))
        "0123456789".inPieces(of: 10) { #expect(read.received($0) == true) }
        "x".inPieces(of: 1) { #expect(read.received($0) == false) }
        guard case .failed(.malformed) = read.result() else {
            Issue.record("taken")
            return
        }
    }
}
