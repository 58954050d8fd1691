import Glibc

/// The time of day.
package enum WallClock {
    /// Seconds since 1970.
    package static func seconds() -> Int { Int(time(nil)) }

    /// RFC 3339 in UTC with milliseconds.
    static func timestamp() -> String {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return "\(dateAndTime(now.tv_sec)).\(pad(now.tv_nsec / 1_000_000, 3))Z"
    }

    /// RFC 3339 in UTC.
    package static func timestamp(seconds: Int) -> String { dateAndTime(seconds) + "Z" }

    private static func dateAndTime(_ seconds: time_t) -> String {
        var seconds = seconds
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let date = "\(pad(Int(parts.tm_year) + 1900, 4))-\(pad(Int(parts.tm_mon) + 1, 2))-\(pad(Int(parts.tm_mday), 2))"
        let time = "\(pad(Int(parts.tm_hour), 2)):\(pad(Int(parts.tm_min), 2)):\(pad(Int(parts.tm_sec), 2))"
        return "\(date)T\(time)"
    }

    private static func pad(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}
