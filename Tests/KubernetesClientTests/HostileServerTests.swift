import HTTP
import TestSupport
import Testing

@testable import KubernetesClient

/// Whatever a server sends, a follower tells a story that holds together, and is ready for the next attempt.
struct HostileServerTests {
    private static let answers: [String] = [
        "HTTP/1.1 200 OK\r\nContent-Length: LENGTH\r\n\r\n" + Server.list(["a", "b"], continuation: "p2"),
        "HTTP/1.1 200 OK\r\nContent-Length: LENGTH\r\n\r\n" + Server.list(["c"]),
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + [Server.event("ADDED", "d", version: 11), Server.bookmark(12), Server.event("DELETED", "d", version: 13)]
            .map { "\(String($0.utf8.count, radix: 16))\r\n\($0)\r\n" }.joined() + "0\r\n\r\n",
        "HTTP/1.1 410 Gone\r\nContent-Length: LENGTH\r\n\r\n" + Server.status(410, "Expired", "too old"),
        "HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: LENGTH\r\n\r\n" + Server.status(503, "X", "starting"),
    ].map { answer in
        let length = answer.split(separator: "\r\n\r\n", maxSplits: 1).last?.utf8.count ?? 0
        return answer.replacing("LENGTH", with: String(length))
    }

    @Test(arguments: 0..<40) func mutatedAnswersLeaveAFollowerThatGoesOn(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var follower = ResourceFollower(
            WatchedResource("X", paths: ["/a", "/b"]),
            timing: APITiming(),
            seed: seed
        )
        var story = Story()
        var now: UInt64 = 1
        for _ in 0..<200 {
            guard let due = follower.due else {
                Issue.record("not ready for the next attempt")
                return
            }
            #expect(due <= now + 301 * APITiming.second)
            now = max(now, due)
            let request = follower.request()
            #expect(request.target.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
            var exchange = Exchange(timing: APITiming(), now: now)
            exchange.ask(silence: request.silence, now: now)
            let bytes = Self.mutated(random.pick(Self.answers), &random)
            Self.run(bytes, &exchange, &follower, now: now, &random) { story.hear($0) }
        }
        #expect(story.faults.isEmpty)
        #expect(story.lists > 0)
    }

    /// Feeds the bytes in pieces of all sizes, and then ends the connection.
    private static func run(
        _ bytes: [UInt8],
        _ exchange: inout Exchange,
        _ follower: inout ResourceFollower,
        now: UInt64,
        _ random: inout SeededGenerator,
        _ tell: (ResourceEvent) -> Void
    ) {
        let buffer = ByteBuffer(capacity: 64)
        var rest = bytes[...]
        do throws(ResourceProblem) {
            while !rest.isEmpty {
                let count = min(rest.count, Int.random(in: 1...120, using: &random))
                buffer.append(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
                let progress = try exchange.receive(buffer, now: now) { event in
                    switch event {
                    case .head(let head):
                        follower.answered(head, now: now, tell)
                        return true
                    case .piece(let piece): return follower.received(piece, now: now, tell)
                    }
                }
                switch progress {
                case .more: continue
                case .complete: return follower.completed(now: now, tell)
                case .abandoned: return
                }
            }
            if try exchange.ended() { follower.completed(now: now, tell) }
        } catch {
            follower.failed(error, now: now, tell)
        }
    }

    private static func mutated(_ answer: String, _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = Array(answer.utf8)
        if random.chance(50) { return bytes }
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let index = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: index)
            case 2: bytes.insert(random.pick(Array("{}[]\",:\r\n0".utf8)), at: index)
            default: bytes = Array(bytes.prefix(max(1, index)))
            }
        }
        return bytes
    }

    /// The order that ``ResourceEvent`` promises.
    private struct Story {
        var faults: [String] = []
        var lists = 0
        private var isListing = false
        private var hasList = false
        private var lastFailure: ResourceProblem?

        mutating func hear(_ event: ResourceEvent) {
            switch event {
            case .listBegan:
                isListing = true
            case .object:
                if !isListing, !hasList { faults.append("an object before any list") }
            case .deleted:
                if isListing || !hasList { faults.append("deleted outside a watch") }
            case .listEnded:
                if !isListing { faults.append("the end of no list") }
                isListing = false
                hasList = true
                lists += 1
                lastFailure = nil
            case .isCurrent:
                if isListing || !hasList { faults.append("current before the end of a list") }
                lastFailure = nil
            case .failed(let problem):
                if problem == lastFailure { faults.append("told twice: \(problem)") }
                lastFailure = problem
            }
        }
    }
}
