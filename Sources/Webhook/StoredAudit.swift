import ALBController
import Admission
import ClusterContext
import Dispatch
import Glibc
import Sockets
import Synchronization

/// Judges what exists from time to time, on a thread of its own that gives way to all others.
///
/// Reviews wait for none of it: it reads the snapshot that they read.
final class StoredAudit: Sendable {
    struct Result: Sendable {
        var counts: AuditCounts
        /// Seconds since 1970 at the end.
        var endedAt: Int
        var nanoseconds: UInt64
    }

    private let context: LiveContext
    private let interval: UInt64
    private let last = Mutex<Result?>(nil)
    private let isStopped = Atomic(false)
    private let wake = DispatchSemaphore(value: 0)
    private let thread = Mutex<LoopThread?>(nil)

    /// How often a context that has not begun yet is looked at, in nanoseconds.
    private static let lookout: UInt64 = 500_000_000

    /// `interval` is in nanoseconds, from the end of one audit to the begin of the next.
    init(_ context: LiveContext, interval: UInt64) {
        self.context = context
        self.interval = interval
    }

    var result: Result? { last.withLock { $0 } }

    /// The first audit is as soon as the cluster is known.
    func start() throws(SocketError) {
        let new = try LoopThread { [self] in
            // On Linux the value belongs to the thread alone.
            _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
            run()
        }
        thread.withLock { $0 = new }
    }

    /// Ends the audit that is under way behind the object that it is at, and waits for that.
    func stop() {
        isStopped.store(true, ordering: .relaxed)
        wake.signal()
        thread.withLock { $0 }?.join()
    }

    private func run() {
        while !isStopped.load(ordering: .relaxed) {
            let publication = context.publication
            if publication.sequence > 0 { audit(publication) }
            let pause = publication.sequence > 0 ? interval : min(Self.lookout, interval)
            if wake.wait(timeout: .now() + .nanoseconds(Int(clamping: pause))) == .success { return }
        }
    }

    private func audit(_ publication: Publication) {
        let start = MonotonicClock.now()
        let counts = AuditCounts(publication.reviewer, now: WallClock.seconds()) {
            isStopped.load(ordering: .relaxed)
        }
        guard let counts else { return }
        let result = Result(
            counts: counts,
            endedAt: WallClock.seconds(),
            nanoseconds: MonotonicClock.now() &- start
        )
        last.withLock { $0 = result }
    }
}

extension StoredAudit {
    func write(to page: inout PrometheusText) {
        guard let result else { return }
        let profile = result.counts.profile.rawValue
        page.family(
            "alb_admission_audit_findings",
            "gauge",
            "Findings over all objects as they are stored, at the last audit."
        )
        let findings = result.counts.findings.sorted {
            ($0.key.rule, $0.key.severity.rawValue) < ($1.key.rule, $1.key.severity.rawValue)
        }
        for (labels, count) in findings {
            page.sample(
                "alb_admission_audit_findings",
                [("rule", labels.rule), ("severity", labels.severity.rawValue), ("profile", profile)],
                count
            )
        }
        page.family("alb_admission_audit_objects", "gauge", "Objects that the last audit looked at.")
        page.sample("alb_admission_audit_objects", result.counts.objects)
        page.family("alb_admission_audit_timestamp_seconds", "gauge", "When the last audit ended.")
        page.sample("alb_admission_audit_timestamp_seconds", UInt64(max(0, result.endedAt)))
        page.family("alb_admission_audit_duration_seconds", "gauge", "How long the last audit took.")
        page.seconds("alb_admission_audit_duration_seconds", [], nanoseconds: result.nanoseconds)
    }
}
