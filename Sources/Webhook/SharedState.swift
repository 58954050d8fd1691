package import HTTPServer
import Synchronization

/// What all loops may look at: counters and the log.
///
/// Nothing here decides a verdict.
package final class SharedState: Sendable {
    package let metrics: Metrics
    package let log: Log
    let version: String
    /// The number of the counters for answers that come later.
    let laterShard: Int
    /// Nil unless answered reviews are kept.
    let recorder: ReviewRecorder?
    private let source = Mutex<Source?>(nil)

    /// Where figures about connections come from.
    package struct Source: Sendable {
        package var statistics: @Sendable () -> ServerStatistics
        package var longestTurn: @Sendable () -> UInt64

        package init(
            statistics: @escaping @Sendable () -> ServerStatistics,
            longestTurn: @escaping @Sendable () -> UInt64
        ) {
            self.statistics = statistics
            self.longestTurn = longestTurn
        }
    }

    package init(
        loops: Int,
        version: String,
        log: Log,
        record: (@Sendable ([UInt8]) -> Result<Void, WebhookConfiguration.SourceError>)? = nil
    ) {
        // One more for the answers that come later.
        metrics = Metrics(loops: max(1, loops) + 1)
        laterShard = max(1, loops)
        self.version = version
        self.log = log
        recorder = record.map { ReviewRecorder($0, version: version, log: log) }
    }

    /// Connection counters; nil until the server has started.
    var serverStatistics: ServerStatistics? { source.withLock { $0 }?.statistics() }

    /// Nanoseconds for which the slowest review loop has been at work on one thing.
    var longestTurn: UInt64 { source.withLock { $0 }?.longestTurn() ?? 0 }

    package func setSource(_ new: Source?) {
        source.withLock { $0 = new }
    }
}
