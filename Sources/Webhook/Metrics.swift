import Admission
import Kubernetes
import Synchronization

/// Counters of the whole process: a shard for each event loop, and what the reloaders report.
package final class Metrics: Sendable {
    private let shards: [MetricsShard]
    private let reloads = Mutex<ReloadCounters>(ReloadCounters())

    init(loops: Int) {
        shards = (0..<max(1, loops)).map { _ in MetricsShard() }
    }

    func shard(_ loop: Int) -> MetricsShard { shards[shards.indices.contains(loop) ? loop : 0] }

    /// The sum over all loops.
    func reviews() -> ReviewCounters {
        shards.reduce(into: ReviewCounters()) { sum, shard in sum.add(shard.read()) }
    }

    func reloadCounters() -> ReloadCounters { reloads.withLock { $0 } }

    package func certificateWasRead(failed: Bool, replaced: Bool) {
        reloads.withLock { counters in
            counters.certificateReads += 1
            if failed { counters.certificateFailures += 1 }
            if replaced { counters.certificateReplacements += 1 }
        }
    }

    package func configurationWasRead(failed: Bool) {
        reloads.withLock { counters in
            if failed { counters.configurationFailures += 1 } else { counters.configurationSuccesses += 1 }
            counters.configurationIsGood = !failed
        }
    }

    /// The file is the one in use, maybe again after a bad one.
    func configurationIsUnchanged() {
        reloads.withLock { $0.configurationIsGood = true }
    }
}

struct ReloadCounters: Sendable {
    var certificateReads: UInt64 = 0
    var certificateFailures: UInt64 = 0
    var certificateReplacements: UInt64 = 0
    var configurationSuccesses: UInt64 = 0
    var configurationFailures: UInt64 = 0
    var configurationIsGood = true
}

/// The counters of one event loop.
///
/// Only its own loop writes and only a scrape reads, so the lock is free nearly always and costs a few nanoseconds.
final class MetricsShard: Sendable {
    private let counters = Mutex<ReviewCounters>(ReviewCounters())

    func record(
        _ webhook: ReviewStage,
        code: Int,
        nanoseconds: UInt64,
        verdict: Verdict?,
        request: AdmissionRequest?
    ) {
        counters.withLock { counters in
            counters.requests[RequestLabels(webhook: webhook, code: code), default: 0] += 1
            counters.latency[webhook, default: Histogram()].record(nanoseconds)
            guard let verdict, let request else {
                counters.malformed[webhook, default: 0] += 1
                return
            }
            counters.reviews[ReviewLabels(verdict, request), default: 0] += 1
            for finding in verdict.findings {
                counters.findings[FindingLabels(rule: finding.rule.id, severity: finding.severity), default: 0] += 1
            }
            counters.ratcheted += UInt64(verdict.softened)
            for mutation in verdict.mutation?.applied ?? [] { counters.mutations[mutation, default: 0] += 1 }
            if verdict.mutation?.wasDropped == true { counters.droppedMutations += 1 }
        }
    }

    func read() -> ReviewCounters { counters.withLock { $0 } }
}

struct RequestLabels: Hashable, Sendable {
    var webhook: ReviewStage
    var code: Int
}

/// Closed sets only: names and namespaces would make a series for each object.
struct ReviewLabels: Hashable, Sendable {
    var operation: Operation
    var kind: ObjectKind?
    var verdict: String
    var dryRun: Bool

    init(_ verdict: Verdict, _ request: AdmissionRequest) {
        operation = request.operation
        kind = ObjectKind(request.kind)
        dryRun = request.dryRun
        self.verdict =
            verdict.isAllowed ? (verdict.mutation?.applied.isEmpty == false ? "patched" : "allowed") : "denied"
    }
}

struct FindingLabels: Hashable, Sendable {
    var rule: String
    var severity: Severity
}

struct ReviewCounters: Sendable {
    var requests: [RequestLabels: UInt64] = [:]
    var latency: [ReviewStage: Histogram] = [:]
    var reviews: [ReviewLabels: UInt64] = [:]
    var findings: [FindingLabels: UInt64] = [:]
    var mutations: [String: UInt64] = [:]
    var malformed: [ReviewStage: UInt64] = [:]
    var ratcheted: UInt64 = 0
    var droppedMutations: UInt64 = 0

    mutating func add(_ other: ReviewCounters) {
        requests.merge(other.requests, uniquingKeysWith: +)
        latency.merge(other.latency) { left, right in left.adding(right) }
        reviews.merge(other.reviews, uniquingKeysWith: +)
        findings.merge(other.findings, uniquingKeysWith: +)
        mutations.merge(other.mutations, uniquingKeysWith: +)
        malformed.merge(other.malformed, uniquingKeysWith: +)
        ratcheted += other.ratcheted
        droppedMutations += other.droppedMutations
    }
}
