import JSON
import Testing

@testable import KubernetesClient

struct WatchReaderTests {
    private struct Heard {
        var events: [String] = []
        var problem: ResourceProblem?
    }

    private static func hear(_ text: String, pieces size: Int = 1 << 20, limit: Int = 1 << 20) -> Heard {
        var reader = WatchReader(limit: limit)
        var heard = Heard()
        do {
            try text.inPieces(of: size) { bytes in
                try reader.feed(bytes) { event, version in
                    let text =
                        switch event {
                        case .changed(let object): "changed \(object["metadata"]?["name"]?.string ?? "?")"
                        case .deleted(let object): "deleted \(object["metadata"]?["name"]?.string ?? "?")"
                        case .bookmark: "bookmark"
                        case .refused(let status): "refused \(status.code ?? 0) \(status.message)"
                        }
                    heard.events.append("\(text) @\(version)")
                }
            }
            try reader.finish()
        } catch {
            heard.problem = error as? ResourceProblem
        }
        return heard
    }

    @Test func everySplitGivesTheSameEvents() {
        let text =
            Server.event("ADDED", "a{\\\"", version: 3) + Server.event("MODIFIED", "b", version: 4).dropLast()
            + Server.event("DELETED", "b", version: 5) + "\n\r\n" + Server.bookmark(9)
            + Server.error(410, "Expired", "too old")
        for size in 1...text.utf8.count {
            let heard = Self.hear(text, pieces: size)
            #expect(
                heard.events == [
                    "changed a{\" @3", "changed b @4", "deleted b @5", "bookmark @9", "refused 410 too old @",
                ],
                "pieces of \(size)"
            )
            #expect(heard.problem == nil)
        }
    }

    @Test func anEventThatBreaksOffIsNoEvent() {
        let text = Server.event("ADDED", "a", version: 3).dropLast()
        for count in 1..<text.utf8.count {
            let heard = Self.hear(String(decoding: text.utf8.prefix(count), as: UTF8.self))
            #expect(heard.events.isEmpty)
            #expect(heard.problem == .malformed("a watch that ends in the middle of an event"))
        }
    }

    @Test(arguments: [
        ("nonsense\n", "not JSON"),
        ("}\n", "not JSON"),
        (#"{"type":"ADDED"}"#, "without an object"),
        (#"{"type":"ADDED","object":[]}"#, "without an object"),
        (#"{"type":"ADDED","object":{}}"#, "without a resourceVersion"),
        (#"{"type":"ADDED","object":{"metadata":{"resourceVersion":"1"}}}"#, "without a name"),
        (#"{"type":"RENAMED","object":{"metadata":{"resourceVersion":"1","name":"a"}}}"#, "type RENAMED"),
        (#"{"object":{"metadata":{"resourceVersion":"1","name":"a"}}}"#, "unknown type"),
        (#"[{"type":"ADDED"}]"#, "a list"),
        (#"{"type":"ADDED","object":{"metadata":{"name":"\u12"}}}"#, "not JSON"),
    ]) func refuses(_ text: String, _ reason: String) {
        let good = Server.event("ADDED", "a", version: 1)
        for size in [1, 1000] {
            let heard = Self.hear(good + text + good, pieces: size)
            #expect(heard.events == ["changed a @1"])
            guard case .malformed(let message) = heard.problem else {
                Issue.record("\(String(describing: heard.problem))")
                continue
            }
            #expect(message.contains(reason))
        }
    }

    @Test func takesNoMoreThanOneEventMayHave() {
        let event = Server.event("ADDED", String(repeating: "x", count: 3_000_000), version: 1)
        #expect(Self.hear(event, pieces: 65_536, limit: 4_000_000).events.count == 1)
        for size in [1000, 10_000_000] {
            let heard = Self.hear(event, pieces: size, limit: 2_000_000)
            #expect(heard.events.isEmpty)
            #expect(heard.problem == .malformed("an object of more than 2000000 bytes"))
        }
    }
}
