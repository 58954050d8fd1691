import Admission
import Kubernetes
import Synchronization

/// The counters of one event loop.
///
/// What every review counts is in cells of a fixed order, without a lock; findings, which most reviews do not have, are
/// in a dictionary behind one.
final class MetricsShard: Sendable {
    private let cells = CounterCells(CellLayout.count)
    private let findings = Mutex<[FindingLabels: UInt64]>([:])

    /// Refused because the time that the caller had given it was over.
    func recordLate(_ stage: ReviewStage) {
        cells.add(1, to: CellLayout.late + CellLayout.index(stage))
    }

    func record(
        _ stage: ReviewStage,
        code: Int,
        nanoseconds: UInt64,
        verdict: Verdict?,
        request: AdmissionRequest?
    ) {
        cells.add(1, to: CellLayout.request(stage, code))
        cells.add(1, to: CellLayout.bucket(stage, Histogram.bucket(of: nanoseconds)))
        cells.add(nanoseconds, to: CellLayout.latencySums + CellLayout.index(stage))
        guard let verdict, let request else {
            return cells.add(1, to: CellLayout.malformed + CellLayout.index(stage))
        }
        cells.add(1, to: CellLayout.review(ReviewLabels(verdict, request)))
        if verdict.softened > 0 { cells.add(UInt64(verdict.softened), to: CellLayout.ratcheted) }
        if verdict.mutation?.wasDropped == true { cells.add(1, to: CellLayout.dropped) }
        for mutation in verdict.mutation?.applied ?? [] {
            if let cell = CellLayout.mutation(mutation) { cells.add(1, to: cell) }
        }
        guard !verdict.findings.isEmpty else { return }
        findings.withLock { counts in
            for finding in verdict.findings {
                counts[FindingLabels(rule: finding.rule.id, severity: finding.severity), default: 0] += 1
            }
        }
    }

    func read() -> ReviewCounters {
        var counters = ReviewCounters()
        counters.findings = findings.withLock { $0 }
        for id in CellLayout.mutations {
            let count = CellLayout.mutation(id).map(cells.value) ?? 0
            if count > 0 { counters.mutations[id] = count }
        }
        for stage in CellLayout.stages {
            for code in CellLayout.codes {
                let count = cells.value(CellLayout.request(stage, code))
                if count > 0 { counters.requests[RequestLabels(webhook: stage, code: code)] = count }
            }
            counters.latency[stage] = Histogram(
                counts: (0...Histogram.bounds.count).map { cells.value(CellLayout.bucket(stage, $0)) },
                sumNanoseconds: cells.value(CellLayout.latencySums + CellLayout.index(stage))
            )
            counters.malformed[stage] = cells.value(CellLayout.malformed + CellLayout.index(stage))
            counters.late[stage] = cells.value(CellLayout.late + CellLayout.index(stage))
        }
        for labels in ReviewLabels.all {
            let count = cells.value(CellLayout.review(labels))
            if count > 0 { counters.reviews[labels] = count }
        }
        counters.ratcheted = cells.value(CellLayout.ratcheted)
        counters.droppedMutations = cells.value(CellLayout.dropped)
        return counters
    }
}

/// Which cell counts what.
private enum CellLayout {
    static let stages: [ReviewStage] = [.mutate, .validate]

    /// Those that a review is answered with.
    static let codes = [200, 400, 405, 415, 500, 503]

    static let latencySums = 0
    static let malformed = 2
    static let late = 4
    static let ratcheted = 6
    static let dropped = 7
    private static let requests = 8
    private static let buckets = requests + 2 * codes.count
    private static let reviews = buckets + 2 * (Histogram.bounds.count + 1)
    private static let applied = reviews + ReviewLabels.count
    static let mutations = MutationDescription.all.map(\.id)
    static let count = applied + mutations.count

    static func index(_ stage: ReviewStage) -> Int { stage == .mutate ? 0 : 1 }

    /// A code that is not expected counts as an internal error.
    static func request(_ stage: ReviewStage, _ code: Int) -> Int {
        requests + index(stage) * codes.count + (codes.firstIndex(of: code) ?? 4)
    }

    static func bucket(_ stage: ReviewStage, _ bucket: Int) -> Int {
        buckets + index(stage) * (Histogram.bounds.count + 1) + bucket
    }

    static func mutation(_ id: String) -> Int? { mutations.firstIndex(of: id).map { applied + $0 } }

    static func review(_ labels: ReviewLabels) -> Int { reviews + labels.index }
}

/// Counters that one thread adds to and any thread reads.
///
/// SAFETY: the memory is set up before anybody else sees it and lives as long as the object; each cell is atomic.
private final class CounterCells: @unchecked Sendable {
    private let cells: UnsafeMutablePointer<Atomic<UInt64>>
    private let count: Int

    init(_ count: Int) {
        self.count = count
        cells = .allocate(capacity: count)
        for index in 0..<count { (cells + index).initialize(to: Atomic(0)) }
    }

    deinit {
        cells.deinitialize(count: count)
        cells.deallocate()
    }

    /// Only one thread adds, so nothing is lost between the two steps.
    func add(_ amount: UInt64, to index: Int) {
        guard index < count else { return }
        cells[index].store(cells[index].load(ordering: .relaxed) &+ amount, ordering: .relaxed)
    }

    func value(_ index: Int) -> UInt64 {
        index < count ? cells[index].load(ordering: .relaxed) : 0
    }
}
