import CLinux

/// How the process gives memory back.
enum ProcessMemory {
    /// Keeps the size above which the allocator maps a block of its own, and unmaps it when it is freed.
    ///
    /// glibc raises that size with the first large block it frees, after which seven MiB of a large review would stay
    /// with every thread.
    static func returnLargeBlocks() {
        mallopt(M_MMAP_THRESHOLD, 256 * 1024)
        mallopt(M_TRIM_THRESHOLD, 512 * 1024)
    }
}
