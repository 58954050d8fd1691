import CLI
import ClusterContext
import Foundation
import HTTP
import HTTPServer
import Sockets
import TLS
import TestSupport
import Testing
import Webhook

/// The table of limits in the README says what the constants say.
struct ReadmeLimitsTests {
    private static func seconds(_ nanoseconds: UInt64) -> String { "\(nanoseconds / 1_000_000_000) s" }
    private static func milliseconds(_ nanoseconds: UInt64) -> String { "\(nanoseconds / 1_000_000) ms" }
    private static func kibibytes(_ bytes: Int) -> String { "\(bytes / 1024) KiB" }
    private static func mebibytes(_ bytes: Int) -> String { "\(bytes / 1024 / 1024) MiB" }

    private static func expected() throws -> [String: String] {
        let limits = HTTPLimits()
        let server = ServerConfiguration(endpoints: [])
        let operations = ServerPlan.operations([])
        #expect(operations.connectionsPerLoop == operations.newConnectionsPerLoop)
        let configuration = WebhookConfiguration(
            bindAddress: try .init("127.0.0.1:0"),
            credentials: { .failure(.init("none")) },
            reviewer: { .failure(.init("none")) }
        )
        return [
            "Request line": kibibytes(limits.requestLine),
            "Request line and header fields": kibibytes(limits.headerBlock),
            "Header fields": "\(limits.fieldCount)",
            "Body": mebibytes(limits.body),
            "Body on the probe and metrics ports": kibibytes(operations.limits.body),
            "TLS handshake": seconds(limits.handshakeTime),
            "Header, from its first byte": seconds(limits.headerTime),
            "Body, from the end of the header": seconds(limits.bodyTime),
            "Answer to be taken by the client": seconds(limits.writeTime),
            "Idle connection": seconds(limits.idleTime),
            "Connections that have had an answer, per loop": "\(server.connectionsPerLoop)",
            "Connections that have not, per loop": "\(server.newConnectionsPerLoop)",
            "Either kind, on the probe and metrics ports": "\(operations.connectionsPerLoop)",
            "Bytes of incomplete requests, per loop": mebibytes(server.bufferedBytesPerLoop),
            "Requests of one connection in a turn of its loop": "\(server.requestsPerTurn)",
            "Bytes read from one connection in a turn of its loop": kibibytes(server.bytesPerTurn),
            "Handshakes moved on in a turn of a loop": "\(server.handshakesPerTurn)",
            "An answer that waits for those of other connections in its turn": milliseconds(HeldAnswers.longestWait),
            "Requests that are read before the first of them is answered": "\(GatheredRequests.limit)",
            "Client certificate chain": kibibytes(TLSContext.clientChainLimit),
            "Certificate, key, CA and configuration file": "\(kibibytes(SourceFile.limit)), a regular file",
            "Log lines that wait for a reader": mebibytes(Log.pendingLimit),
            "A value in a log line": "\(Log.fieldLimit) bytes",
            "Log lines about denials, per loop": "\(ReviewLog.denialsPerSecond) a second",
            "Log lines about requests without verdict, per loop, webhook and code":
                "\(ReviewLog.unansweredPerMinute) a minute",
            "An answer that waits for the API server, with `--kube-api`": seconds(LiveContext.longestConfirmation),
            "Answers that wait for it at the same time": "\(LiveContext.confirmationLimit)",
            "An admitted AlbConfig that the watch does not show": seconds(RecentAdmissions.life),
            "Such AlbConfigs": "\(RecentAdmissions.limit), \(mebibytes(RecentAdmissions.sizeLimit))",
            "Requests that have begun, after `--shutdown-delay`": seconds(configuration.drainTimeout),
            "Whatever else is left": "\(seconds(WebhookConfiguration.afterDrain)) more",
            "Open files": "at least \(ServerPlan.minimumDescriptors)",
        ]
    }

    @Test func theTableIsTrue() throws {
        let readme = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        let section = try #require(
            text.components(separatedBy: "### Limits and deadlines\n").last?.components(separatedBy: "\n#").first
        )
        let rows = section.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst()
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        let table = Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
        #expect(table == (try Self.expected()))
        #expect(rows.count == table.count)
        let health = [LoopHealth.readyLimit, LoopHealth.liveLimit].map(Self.seconds)
        #expect(text.contains("busy with one request for more than \(health[0]), `/livez` after \(health[1])"))
    }
}
