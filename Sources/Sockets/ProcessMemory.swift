import CLinux
import Dispatch
import Synchronization

/// How the process gives memory back.
package enum ProcessMemory {
    /// Keeps the size above which the allocator maps a block of its own, and unmaps it when it is freed.
    ///
    /// glibc raises that size with the first large block it frees, after which seven MiB of a large review would stay
    /// with every thread.
    package static func returnLargeBlocks() {
        mallopt(M_MMAP_THRESHOLD, 256 * 1024)
        mallopt(M_TRIM_THRESHOLD, 512 * 1024)
    }

    /// Hands what is free in all of the allocator's arenas back to the system, in a moment and on another thread.
    ///
    /// `M_TRIM_THRESHOLD` holds for the main thread's arena and for the end of the others only (malloc_trim(3)). Calls
    /// that come before it has happened count as one.
    package static func trimSoon() {
        guard !isScheduled.exchange(true, ordering: .relaxed) else { return }
        queue.asyncAfter(deadline: .now() + .milliseconds(500)) {
            isScheduled.store(false, ordering: .relaxed)
            trims.wrappingAdd(1, ordering: .relaxed)
            malloc_trim(64 * 1024)
        }
    }

    /// How often that has happened in this process.
    package static var trimCount: Int { trims.load(ordering: .relaxed) }

    private static let queue = DispatchQueue(label: "memory", qos: .utility)
    private static let isScheduled = Atomic<Bool>(false)
    private static let trims = Atomic<Int>(0)
}
