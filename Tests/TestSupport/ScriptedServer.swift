import Glibc
package import Sockets
import Synchronization
package import TLS

/// A server that says to each request what the test wants, on connections that each have a thread.
package final class ScriptedServer: Sendable {
    package struct Request: Sendable {
        /// Path and query.
        package let target: String
        package let head: String
        package var body = ""
        /// Counted from 0, over all connections.
        package let number: Int
        /// Counted from 0.
        package let connection: Int

        package var path: String { String(target.prefix { $0 != "?" }) }

        /// Of the query; nil when it has none of that name.
        package func value(_ name: String) -> String? {
            let query = target.drop { $0 != "?" }.dropFirst()
            let part = query.split(separator: "&").first { $0.hasPrefix("\(name)=") }
            return part.map { String($0.dropFirst(name.count + 1)) }
        }
    }

    private struct NoListener: Error {}

    private struct State {
        var requests: [Request] = []
        var connections: [LoopThread] = []
        var open = 0
        var isStopped = false
    }

    package let address: SocketAddress
    private let listener: Listener
    private let state = Mutex(State())
    private let acceptor: Mutex<LoopThread?> = Mutex(nil)

    /// `context` is asked for each connection; nil means plain.
    package init(
        tls context: @escaping @Sendable () -> TLSContext? = { nil },
        _ answer: @escaping @Sendable (Request, ScriptedPeer) -> Void
    ) throws {
        signal(SIGPIPE, SIG_IGN)
        guard let first = try Listener.open(SocketAddress("127.0.0.1:0"), count: 1).first else { throw NoListener() }
        listener = first
        address = listener.address
        let thread = try LoopThread { [weak self] in
            while let self, self.accept(context, answer) {}
        }
        acceptor.withLock { $0 = thread }
    }

    package var requests: [Request] { state.withLock { $0.requests } }
    package var connectionCount: Int { state.withLock { $0.connections.count } }
    package var openConnections: Int { state.withLock { $0.open } }
    package var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Ends every connection and waits for the threads.
    package func stop() {
        state.withLock { $0.isStopped = true }
        acceptor.withLock { $0 }?.join()
        for thread in state.withLock({ $0.connections }) { thread.join() }
    }

    /// False when it is time to end.
    private func accept(
        _ context: @escaping @Sendable () -> TLSContext?,
        _ answer: @escaping @Sendable (Request, ScriptedPeer) -> Void
    ) -> Bool {
        if isStopped { return false }
        var entry = pollfd(fd: listener.descriptor.number, events: CShort(POLLIN), revents: 0)
        guard poll(&entry, 1, 5) > 0, case .connection(let descriptor) = listener.accept() else { return true }
        let index = connectionCount
        let peer = ScriptedPeer(descriptor, tls: context()) { [weak self] in self?.isStopped ?? true }
        state.withLock { $0.open += 1 }
        let thread = try? LoopThread { [weak self] in
            while let head = peer.receiveHead(), let self {
                answer(self.note(head, peer.receiveBody(of: head), connection: index), peer)
            }
            peer.close()
            self?.state.withLock { $0.open -= 1 }
        }
        if let thread { state.withLock { $0.connections.append(thread) } }
        return true
    }

    private func note(_ head: String, _ body: String, connection: Int) -> Request {
        state.withLock { state in
            let target = head.split(separator: " ").dropFirst().first.map(String.init) ?? ""
            let request = Request(
                target: target,
                head: head,
                body: body,
                number: state.requests.count,
                connection: connection
            )
            state.requests.append(request)
            return request
        }
    }
}
