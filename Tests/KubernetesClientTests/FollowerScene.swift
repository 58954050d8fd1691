import HTTP

@testable import KubernetesClient

/// A follower, the time, and what it told.
struct FollowerScene {
    static let second = APITiming.second

    var follower: ResourceFollower
    var now: UInt64 = 1_000 * second
    private(set) var heard: [String] = []

    init(paths: [String] = ["/v1/x"], timing: APITiming = APITiming(), seed: UInt64 = 7) {
        follower = ResourceFollower(WatchedResource("X", paths: paths), timing: timing, seed: seed)
    }

    /// Nanoseconds until the next request; nil while one is under way.
    var pause: UInt64? { follower.due.map { $0 > now ? $0 - now : 0 } }

    /// What was told since the last call.
    mutating func told() -> [String] {
        defer { heard = [] }
        return heard
    }

    /// Moves the clock to the next request and makes it.
    mutating func ask() -> String? {
        guard let due = follower.due, due < .max else { return nil }
        now = max(now, due)
        return follower.request().target
    }

    mutating func open(_ status: Int = 200, retryAfter: Int? = nil) {
        var head = HTTPResponseHead(status: status)
        head.retryAfter = retryAfter
        follower.answered(head, now: now) { heard.append(describe($0)) }
    }

    /// False when the rest is not wanted.
    @discardableResult
    mutating func receive(_ text: String) -> Bool {
        Array(text.utf8).withUnsafeBytes { bytes in
            follower.received(bytes, now: now) { heard.append(describe($0)) }
        }
    }

    mutating func end() {
        follower.completed(now: now) { heard.append(describe($0)) }
    }

    mutating func lose(_ problem: ResourceProblem = .unreachable("reset")) {
        follower.failed(problem, now: now) { heard.append(describe($0)) }
    }

    /// A whole answer to the next request, which is returned.
    @discardableResult
    mutating func answer(_ status: Int, _ body: String, retryAfter: Int? = nil) -> String? {
        let target = ask()
        open(status, retryAfter: retryAfter)
        if receive(body) { end() }
        return target
    }

    /// Has listed and watches from version 10.
    mutating func watch() {
        answer(200, Server.list(["a"]))
        _ = ask()
        open()
        _ = told()
    }
}
