import Glibc

/// Readings of the clocks that an event loop uses.
package enum MonotonicClock {
    /// Nanoseconds since some fixed moment.
    package static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(truncatingIfNeeded: time.tv_sec) &* 1_000_000_000 &+ UInt64(truncatingIfNeeded: time.tv_nsec)
    }

    /// Seconds since 1970, a few milliseconds late and in return cheap.
    package static func unixSeconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &time)
        return time.tv_sec
    }
}
