import Synchronization

/// What has happened on a server's connections, summed over its event loops.
package struct ServerStatistics: Sendable, Hashable {
    package var openConnections: UInt64 = 0
    package var acceptedConnections: UInt64 = 0
    /// Over the limit, answered with 503.
    package var shedConnections: UInt64 = 0
    package var failedHandshakes: UInt64 = 0
    package var requests: UInt64 = 0
    /// Refused before a handler saw them.
    package var rejectedRequests: UInt64 = 0
    package var expiredConnections: UInt64 = 0
    /// Closed, or told to come back, in favour of others because there were too many or they held too much.
    package var evictedConnections: UInt64 = 0
    /// Moments at which accepting paused because connections or descriptors had run out.
    package var acceptPauses: UInt64 = 0

    package func adding(_ other: ServerStatistics?) -> ServerStatistics {
        guard let other else { return self }
        var sum = self
        sum.openConnections += other.openConnections
        sum.acceptedConnections += other.acceptedConnections
        sum.shedConnections += other.shedConnections
        sum.failedHandshakes += other.failedHandshakes
        sum.requests += other.requests
        sum.rejectedRequests += other.rejectedRequests
        sum.expiredConnections += other.expiredConnections
        sum.evictedConnections += other.evictedConnections
        sum.acceptPauses += other.acceptPauses
        return sum
    }
}

/// One event loop's part of ``ServerStatistics``: one thread writes, any may read.
final class LoopCounters: Sendable {
    let opened = Atomic<UInt64>(0)
    let closed = Atomic<UInt64>(0)
    let shed = Atomic<UInt64>(0)
    let failedHandshakes = Atomic<UInt64>(0)
    let requests = Atomic<UInt64>(0)
    let rejected = Atomic<UInt64>(0)
    let expired = Atomic<UInt64>(0)
    let evicted = Atomic<UInt64>(0)
    let pauses = Atomic<UInt64>(0)

    /// When the loop last got on with its work; 0 while it waits for some.
    let busySince = Atomic<UInt64>(0)

    /// The loop has nothing to do.
    func rest() {
        busySince.store(0, ordering: .relaxed)
    }

    func add(to total: inout ServerStatistics) {
        let closed = closed.load(ordering: .relaxed)
        let opened = opened.load(ordering: .relaxed)
        total.openConnections += opened >= closed ? opened - closed : 0
        total.acceptedConnections += opened
        total.shedConnections += shed.load(ordering: .relaxed)
        total.failedHandshakes += failedHandshakes.load(ordering: .relaxed)
        total.requests += requests.load(ordering: .relaxed)
        total.rejectedRequests += rejected.load(ordering: .relaxed)
        total.expiredConnections += expired.load(ordering: .relaxed)
        total.evictedConnections += evicted.load(ordering: .relaxed)
        total.acceptPauses += pauses.load(ordering: .relaxed)
    }
}

extension Atomic where Value == UInt64 {
    func increment() {
        wrappingAdd(1, ordering: .relaxed)
    }
}
