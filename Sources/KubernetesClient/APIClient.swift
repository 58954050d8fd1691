import Glibc
package import Sockets
import Synchronization

/// Lists and watches collections of one API server, reads and changes single objects, all on a thread of its own.
package final class APIClient: Sendable {
    private let mailbox: Mailbox<ClientMail>
    private let thread: LoopThread
    private let isStopped = Mutex(false)

    /// Begins at once; `sink(index of resource, event)` is called on the client's thread and must return soon.
    ///
    /// For the whole process SIGPIPE is ignored, because OpenSSL writes with `write`.
    package init(
        _ access: APIServerAccess,
        _ resources: [WatchedResource],
        timing: APITiming = .init(),
        sink: @escaping @Sendable (Int, ResourceEvent) -> Void
    ) throws(SocketError) {
        signal(SIGPIPE, SIG_IGN)
        let writer = try RequestWriter(access)
        let mailbox = try Mailbox<ClientMail>()
        let poller = try Poller.open()
        try Poller.add(mailbox.descriptor.number, to: poller, tag: ClientLoop.mailboxTag, interest: .read)
        let handover = Handover(poller)
        self.mailbox = mailbox
        thread = try LoopThread {
            guard let poller = handover.take() else { return }
            ClientLoop(
                access,
                resources,
                timing: timing,
                writer: writer,
                poller: poller,
                mailbox: mailbox,
                sink: sink
            ).run()
        }
    }

    deinit {
        stop()
    }

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
        post(
            ReadRequest(
                resource: resource,
                namespace: namespace,
                name: name,
                change: nil,
                deadline: deadline,
                done: { done($0.read) }
            )
        )
    }

    /// Creates or changes one object, on the connections of ``read(_:namespace:name:deadline:_:)`` and like it.
    ///
    /// When it fails without an answer, the change may have been made all the same.
    package func write(
        _ resource: Int,
        namespace: String,
        name: String,
        _ change: ObjectChange,
        deadline: UInt64,
        _ done: @escaping @Sendable (APIWrite) -> Void
    ) {
        post(
            ReadRequest(
                resource: resource,
                namespace: namespace,
                name: name,
                change: change,
                deadline: deadline,
                done: { done($0.write) }
            )
        )
    }

    private func post(_ request: ReadRequest) {
        // Under the lock, so that nothing is posted behind the stop.
        let isPosted = isStopped.withLock { isStopped in
            if !isStopped { mailbox.post(.read(request)) }
            return !isStopped
        }
        if !isPosted { request.done(.failed(.stopped)) }
    }

    /// Ends every connection and waits for the thread; reads that are under way fail.
    ///
    /// Not to be called from `sink` or `done`.
    package func stop() {
        let isFirst = isStopped.withLock { isStopped in
            defer { isStopped = true }
            if !isStopped { mailbox.post(.stop) }
            return !isStopped
        }
        if isFirst { thread.join() }
    }
}

/// Carries the poller into the closure of a thread, which cannot own a noncopyable value itself.
private final class Handover: Sendable {
    private let poller: Mutex<FileDescriptor?>

    init(_ poller: consuming FileDescriptor) {
        self.poller = Mutex(poller)
    }

    /// Nil from the second time on.
    func take() -> FileDescriptor? {
        poller.withLock { $0.take() }
    }
}
