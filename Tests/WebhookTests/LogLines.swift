import Foundation
import Synchronization
import TestSupport

/// What a server has logged.
final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])

    func append(_ line: String) {
        lines.withLock { $0.append(line) }
    }

    var all: [String] { lines.withLock { $0 } }

    /// Every line as JSON; a line that is none fails the test.
    func objects() throws -> [[String: Any]] {
        try all.map { line in
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            guard let object = value as? [String: Any], line.hasSuffix("\n"), line.count(where: \.isNewline) == 1 else {
                throw LoopbackClient.Failure.malformed(line)
            }
            return object
        }
    }

    /// Waits for a line with this message.
    func first(_ message: String) throws -> [String: Any]? {
        var found: [String: Any]?
        _ = waitUntil {
            found = (try? objects())?.first { $0["msg"] as? String == message }
            return found != nil
        }
        return found
    }

    func count(_ message: String) throws -> Int {
        try objects().count { $0["msg"] as? String == message }
    }
}
