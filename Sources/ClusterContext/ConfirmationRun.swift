import ALBController
import Admission
import Dispatch
import Kubernetes
import KubernetesClient
import Sockets
import Synchronization

/// One confirmation under way: its reads, its deadline, its end, which comes exactly once.
final class ConfirmationRun: Sendable {
    struct Surroundings: Sendable {
        /// Reads one object until the deadline.
        var read: @Sendable (ObjectReference, UInt64, @escaping @Sendable (APIRead) -> Void) -> Void
        /// Judges again with what was read.
        var judge: @Sendable ([ClusterSnapshot.Change]) -> Judged
        /// On which it is judged.
        var queue: DispatchQueue
    }

    struct Judged {
        var verdict: Verdict
        /// What a denial rests on now.
        var reliance: Reliance?
        /// Objects of which nobody could say more.
        var settled: Set<ObjectReference>
    }

    private struct State {
        var confirmation: DenialConfirmation
        var isOver = false
    }

    private let state: Mutex<State>
    private let surroundings: Surroundings
    private let deadline: UInt64
    private let done: @Sendable (Verdict, ConfirmationResult) -> Void

    init(
        _ confirmation: DenialConfirmation,
        _ surroundings: Surroundings,
        deadline: UInt64,
        done: @escaping @Sendable (Verdict, ConfirmationResult) -> Void
    ) {
        state = Mutex(State(confirmation: confirmation))
        self.surroundings = surroundings
        self.deadline = deadline
        self.done = done
    }

    func begin(reading references: [ObjectReference], now: UInt64) {
        // The reads have the same deadline; this one holds even if they are not heard of.
        let left = DispatchTimeInterval.nanoseconds(Int(clamping: deadline - min(now, deadline)))
        surroundings.queue.asyncAfter(deadline: .now() + left) { [self] in
            take { $0.timedOut() }
        }
        read(references)
    }

    private func read(_ references: [ObjectReference]) {
        for reference in references {
            surroundings.read(reference, deadline) { [self] result in
                take { $0.read(reference, result) }
            }
        }
    }

    private func take(_ body: (inout DenialConfirmation) -> DenialConfirmation.Step?) {
        let step = state.withLock { state -> DenialConfirmation.Step? in
            guard !state.isOver, let step = body(&state.confirmation) else { return nil }
            if case .end = step { state.isOver = true }
            return step
        }
        switch step {
        case nil: break
        case .read(let references): read(references)
        case .judge(let changes):
            surroundings.queue.async { [self] in
                guard !state.withLock({ $0.isOver }) else { return }
                let judged = surroundings.judge(changes)
                take { $0.judged(judged.verdict, judged.reliance, settled: judged.settled) }
            }
        case .end(let verdict, let result): done(verdict, result)
        }
    }
}
