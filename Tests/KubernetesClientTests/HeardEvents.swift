import Sockets
import Synchronization
import TestSupport

@testable import KubernetesClient

/// What a client told its sink, in words.
final class HeardEvents: Sendable {
    private let events = Mutex<[String]>([])

    var all: [String] { events.withLock { $0 } }

    /// For the client's `sink`; resources after the first have their number in front.
    var sink: @Sendable (Int, ResourceEvent) -> Void {
        { index, event in
            let text = index == 0 ? describe(event) : "\(index): \(describe(event))"
            self.events.withLock { $0.append(text) }
        }
    }

    /// Whether these were told in this order, with others in between.
    func wait(for expected: String...) -> Bool {
        waitUntil {
            var rest = expected[...]
            for event in all where event == rest.first { rest = rest.dropFirst() }
            return rest.isEmpty
        }
    }

    func waitForFailure(_ part: String) -> Bool {
        waitUntil { all.contains { $0.hasPrefix("failed") && $0.contains(part) } }
    }
}

extension APITiming {
    /// Short pauses, and limits that are long enough for a busy machine.
    static var quick: APITiming {
        var timing = APITiming()
        timing.firstPause = 2_000_000
        timing.longestPause = 20_000_000
        timing.calmPause = 10_000_000
        return timing
    }
}

extension ScriptedServer {
    func access(
        _ transport: APIServerAccess.Transport = .plain,
        host: String = "127.0.0.1",
        token: (@Sendable () -> Result<String, ResourceProblem>)? = nil
    ) -> APIServerAccess {
        APIServerAccess(
            host: host,
            port: address.port,
            transport: transport,
            token: token,
            userAgent: "test"
        )
    }
}
