import Dispatch
import Synchronization

/// For threads that may wait; never to be called on the client's own.
extension APIClient {
    /// ``read(_:namespace:name:deadline:_:)`` and its answer.
    package func reading(_ resource: Int, namespace: String, name: String, deadline: UInt64) -> APIRead {
        let place = Place<APIRead>()
        read(resource, namespace: namespace, name: name, deadline: deadline) { place.put($0) }
        return place.take() ?? .failed(.stopped)
    }

    /// ``write(_:namespace:name:_:deadline:_:)`` and its answer.
    package func writing(
        _ resource: Int,
        namespace: String,
        name: String,
        _ change: ObjectChange,
        deadline: UInt64
    ) -> APIWrite {
        let place = Place<APIWrite>()
        write(resource, namespace: namespace, name: name, change, deadline: deadline) { place.put($0) }
        return place.take() ?? .failed(.stopped)
    }
}

/// Where one thread waits for what another brings.
private final class Place<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)
    private let isFilled = DispatchSemaphore(value: 0)

    func put(_ new: Value) {
        value.withLock { $0 = new }
        isFilled.signal()
    }

    func take() -> Value? {
        isFilled.wait()
        return value.withLock { $0 }
    }
}
