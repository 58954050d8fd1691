import Synchronization

/// Hands termination signals to the server, also one that comes before the server is there.
final class Termination: Sendable {
    private let state = Mutex<(count: Int, stop: (@Sendable () -> Void)?)>((0, nil))

    func arrived() {
        let stop = state.withLock { state in
            state.count += 1
            return state.stop
        }
        stop?()
    }

    func attach(_ stop: @escaping @Sendable () -> Void) {
        let pending = state.withLock { state in
            state.stop = stop
            return state.count
        }
        if pending > 0 { stop() }
    }
}
