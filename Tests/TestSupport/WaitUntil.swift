import Glibc
import HTTP
import Transport

/// Asks again and again, 10 s at most, whether something has come true.
package func waitUntil(_ condition: () -> Bool) -> Bool {
    let deadline = MonotonicClock.now() + 10 * HTTPLimits.second
    while !condition() {
        if MonotonicClock.now() > deadline { return false }
        _ = poll(nil, 0, 1)
    }
    return true
}
