package import Sockets

/// Lists and watches collections of one API server, and reads single objects, all on a thread of its own.
package final class APIClient: Sendable {
    /// Begins at once; `sink(index of resource, event)` is called on the client's thread and must return soon.
    ///
    /// For the whole process SIGPIPE is ignored, because OpenSSL writes with `write`.
    package init(
        _ access: APIServerAccess,
        _ resources: [WatchedResource],
        timing: APITiming = .init(),
        sink: @escaping @Sendable (Int, ResourceEvent) -> Void
    ) throws(SocketError) {}

    /// GET of one object, on a connection that no watch uses.
    ///
    /// `namespace` is empty for a cluster-scoped object. `deadline` is a reading of ``MonotonicClock``. `done` is called
    /// exactly once: on the client's thread, or on the caller's when the client was stopped before.
    package func read(
        _ resource: Int,
        namespace: String,
        name: String,
        deadline: UInt64,
        _ done: @escaping @Sendable (APIRead) -> Void
    ) {
        done(.failed(.unreachable("not connected")))
    }

    /// Ends every connection and waits for the thread; reads that are under way fail.
    package func stop() {}
}
