import Dispatch
import Synchronization

/// Frees what a loop has replaced on a thread of its own: a snapshot of a large cluster takes a while to take apart.
package enum Retirement {
    private static let queue = DispatchQueue(label: "retirement", qos: .utility)

    /// Puts `new` in the place of `current`, of which the caller must hold no other reference.
    package static func replace<Value: Sendable>(_ current: inout Value, with new: Value) {
        // An exchange, so that no variable of this thread ever holds the old value.
        let place = Place(new)
        place.exchange(&current)
        queue.async { place.empty() }
    }

    private final class Place<Value: Sendable>: Sendable {
        private let value: Mutex<Value?>

        init(_ value: Value) {
            self.value = Mutex(value)
        }

        func exchange(_ other: inout Value) {
            value.withLock { value in
                guard let new = value.take() else { return }
                value = other
                other = new
            }
        }

        func empty() {
            value.withLock { $0 = nil }
        }
    }
}
