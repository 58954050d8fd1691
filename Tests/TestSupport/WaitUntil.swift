import Glibc
import HTTP
import Sockets

/// Asks again and again, 10 s at most unless told otherwise, whether something has come true.
package func waitUntil(seconds: UInt64 = 10, _ condition: () -> Bool) -> Bool {
    let deadline = MonotonicClock.now() + seconds * HTTPLimits.second
    while !condition() {
        if MonotonicClock.now() > deadline { return false }
        _ = poll(nil, 0, 1)
    }
    return true
}
