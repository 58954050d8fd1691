import Dispatch
import Synchronization

/// Holds up whoever waits until it is released.
final class Stuck: Sendable {
    private let gate = DispatchSemaphore(value: 0)
    private let count = Atomic<Int>(0)

    func wait() {
        gate.wait()
        gate.signal()
        count.wrappingAdd(1, ordering: .relaxed)
    }

    func release() {
        gate.signal()
    }

    var passed: Int { count.load(ordering: .relaxed) }
}
