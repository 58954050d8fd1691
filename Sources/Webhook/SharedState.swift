import Synchronization
package import Transport

/// What all loops may look at: counters and the log.
///
/// Nothing here decides a verdict.
package final class SharedState: Sendable {
    package let metrics: Metrics
    package let log: Log
    let version: String
    private let statistics = Mutex<(@Sendable () -> ServerStatistics)?>(nil)

    package init(loops: Int, version: String, log: Log) {
        metrics = Metrics(loops: loops)
        self.version = version
        self.log = log
    }

    /// Connection counters; nil until the server has started.
    var serverStatistics: ServerStatistics? { statistics.withLock { $0 }?() }

    package func setStatistics(_ source: @escaping @Sendable () -> ServerStatistics) {
        statistics.withLock { $0 = source }
    }
}
