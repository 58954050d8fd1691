import KubernetesClient
import Sockets

/// The API server as a round asks it: one request after the other, by the index of the resource.
struct KeeperServer {
    var read: (_ resource: Int, _ namespace: String, _ name: String) -> APIRead
    var write: (_ resource: Int, _ namespace: String, _ name: String, _ change: ObjectChange) -> APIWrite
}

extension KeeperServer {
    /// Each request may take `patience` nanoseconds.
    init(_ client: APIClient, patience: UInt64) {
        read = { resource, namespace, name in
            let deadline = MonotonicClock.now() + patience
            return client.reading(resource, namespace: namespace, name: name, deadline: deadline)
        }
        write = { resource, namespace, name, change in
            let deadline = MonotonicClock.now() + patience
            return client.writing(resource, namespace: namespace, name: name, change, deadline: deadline)
        }
    }
}
