import Glibc

/// The standard `process_*` metrics, from `/proc/self`.
enum ProcessMetrics {
    static func write(to page: inout PrometheusText) {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let seconds = Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        let fraction = Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
        page.family("process_cpu_seconds_total", "counter", "User and system CPU time.")
        page.sample("process_cpu_seconds_total", seconds + fraction)
        if let pages = field(1, of: "/proc/self/statm") {
            page.family("process_resident_memory_bytes", "gauge", "Resident memory.")
            page.sample("process_resident_memory_bytes", pages * UInt64(sysconf(Int32(_SC_PAGESIZE))))
        }
        page.family("process_open_fds", "gauge", "Open file descriptors.")
        page.sample("process_open_fds", openDescriptors())
        page.family("process_start_time_seconds", "gauge", "Start of the process since 1970.")
        page.sample("process_start_time_seconds", UInt64(max(0, startTime)))
    }

    /// Taken when first asked for, which is at start.
    static let startTime = WallClock.seconds()

    private static func field(_ index: Int, of path: String) -> UInt64? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var buffer = [CChar](repeating: 0, count: 256)
        guard fgets(&buffer, Int32(buffer.count), file) != nil else { return nil }
        let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let fields = text.split(separator: " ")
        return fields.indices.contains(index) ? UInt64(fields[index]) : nil
    }

    private static func openDescriptors() -> UInt64 {
        guard let directory = opendir("/proc/self/fd") else { return 0 }
        defer { closedir(directory) }
        var count: UInt64 = 0
        while readdir(directory) != nil { count += 1 }
        // Without ".", ".." and the descriptor of this look.
        return count > 3 ? count - 3 : 0
    }
}
