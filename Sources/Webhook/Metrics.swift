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

struct RequestLabels: Hashable, Sendable {
    var webhook: ReviewStage
    var code: Int
}

/// Closed sets only: names and namespaces would make a series for each object.
struct ReviewLabels: Hashable, Sendable {
    enum Outcome: String, CaseIterable, Sendable {
        case allowed, patched, denied
    }

    var operation: Operation
    /// Nil for kinds that are none of ours.
    var kind: ObjectKind?
    var outcome: Outcome
    var dryRun: Bool

    init(_ verdict: Verdict, _ request: AdmissionRequest) {
        operation = request.operation
        kind = ObjectKind(request.kind)
        dryRun = request.dryRun
        outcome = verdict.isAllowed ? (verdict.mutation?.applied.isEmpty == false ? .patched : .allowed) : .denied
    }

    private init(index: Int) {
        dryRun = index % 2 == 1
        outcome = Self.outcomes[index / 2 % Self.outcomes.count]
        let rest = index / 2 / Self.outcomes.count
        kind = Self.kinds[rest % Self.kinds.count]
        operation = Self.operations[rest / Self.kinds.count]
    }

    private static let outcomes = Outcome.allCases
    private static let operations = Operation.allCases
    private static let kinds: [ObjectKind?] = ObjectKind.allCases + [nil]

    static let count = 2 * outcomes.count * kinds.count * operations.count
    static let all = (0..<count).map { ReviewLabels(index: $0) }

    /// The place in ``all``.
    var index: Int {
        let operation = Self.operations.firstIndex(of: operation) ?? 0
        let kind = Self.kinds.firstIndex(of: kind) ?? Self.kinds.count - 1
        let outcome = Self.outcomes.firstIndex(of: outcome) ?? 0
        return ((operation * Self.kinds.count + kind) * Self.outcomes.count + outcome) * 2 + (dryRun ? 1 : 0)
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
    var late: [ReviewStage: UInt64] = [:]
    var ratcheted: UInt64 = 0
    var droppedMutations: UInt64 = 0

    mutating func add(_ other: ReviewCounters) {
        requests.merge(other.requests, uniquingKeysWith: +)
        latency.merge(other.latency) { left, right in left.adding(right) }
        reviews.merge(other.reviews, uniquingKeysWith: +)
        findings.merge(other.findings, uniquingKeysWith: +)
        mutations.merge(other.mutations, uniquingKeysWith: +)
        malformed.merge(other.malformed, uniquingKeysWith: +)
        late.merge(other.late, uniquingKeysWith: +)
        ratcheted += other.ratcheted
        droppedMutations += other.droppedMutations
    }
}
