import Glibc
package import HTTP
package import Sockets
import Synchronization
package import TLS

/// Event loops on threads of their own, serving HTTP/1.1 on one or more endpoints.
///
/// Shutting down takes three calls: ``announceShutdown()``, ``drain(within:)``, ``wait()``.
package final class Server<Handler: RequestHandler>: Sendable {
    /// In the order of the configuration's endpoints, with the ports that the system chose.
    package let addresses: [SocketAddress]

    private let mailboxes: [Mailbox<LoopMail>]
    private let counters: [LoopCounters]
    private let threads: [LoopThread]

    /// Listens and starts serving; when it returns, clients can connect.
    ///
    /// Calls `makeHandler` once on each event loop's thread with the loop's number. Changes two things for the whole
    /// process: SIGPIPE is ignored, because OpenSSL writes with `write`, and freed large blocks go back to the system.
    package init(
        _ configuration: ServerConfiguration,
        makeHandler: @escaping @Sendable (_ loop: Int) -> Handler
    ) throws(SocketError) {
        signal(SIGPIPE, SIG_IGN)
        ProcessMemory.returnLargeBlocks()
        let count = max(1, configuration.threads)
        var listeners: [[Listener]] = []
        for endpoint in configuration.endpoints {
            listeners.append(try Listener.open(endpoint.address, count: count))
        }
        var mailboxes: [Mailbox<LoopMail>] = []
        var counters: [LoopCounters] = []
        var threads: [LoopThread] = []
        do throws(SocketError) {
            for loop in 0..<count {
                let mailbox = try Mailbox<LoopMail>()
                let counter = LoopCounters()
                let resources = try LoopResources(
                    index: loop,
                    mailbox: mailbox,
                    listeners: listeners.compactMap { $0.indices.contains(loop) ? $0[loop] : nil },
                    counters: counter
                )
                threads.append(try Self.start(resources, configuration, makeHandler))
                mailboxes.append(mailbox)
                counters.append(counter)
            }
        } catch {
            for mailbox in mailboxes { mailbox.post(.drain(deadline: 0)) }
            throw error
        }
        addresses = listeners.compactMap(\.first?.address)
        self.mailboxes = mailboxes
        self.counters = counters
        self.threads = threads
    }

    /// Reaches every event loop's handler between two requests, in the order of the calls.
    package func send(_ message: Handler.Message) {
        for mailbox in mailboxes {
            mailbox.post(.handler { handler in (handler as? HandlerBox<Handler>)?.receive(message) })
        }
    }

    /// Connections that are accepted from now on get `context`; those that exist keep what they have.
    package func replaceContext(_ context: TLSContext, endpoint: Int = 0) {
        for mailbox in mailboxes {
            mailbox.post(.context(context, endpoint: endpoint))
        }
    }

    /// Every connection of `endpoint` that exists by now gets one more answer, which says `Connection: close`.
    package func endConnections(endpoint: Int = 0) {
        for mailbox in mailboxes { mailbox.post(.lastAnswers(endpoint: endpoint)) }
    }

    /// How long, in nanoseconds, the slowest event loop has been at work since it last answered a request or looked at
    /// its sockets.
    package var longestTurn: UInt64 {
        let now = MonotonicClock.now()
        return counters.reduce(0) { longest, counter in
            let since = counter.busySince.load(ordering: .relaxed)
            return since == 0 || since > now ? longest : max(longest, now - since)
        }
    }

    /// Answers a request for which the handler said ``HTTPReply/later``; without effect if it is too late.
    package func answer(_ response: HTTPResponse, to ticket: HTTPTicket) {
        guard mailboxes.indices.contains(ticket.loop) else { return }
        mailboxes[ticket.loop].post(.answer(response, ticket))
    }

    /// From now on every answer says `Connection: close`; new connections are still accepted and idle ones stay open.
    ///
    /// A client that uses an idle connection in the moment the server closes it loses its request, so this comes
    /// first and lasts until clients have stopped choosing this server.
    package func announceShutdown() {
        for mailbox in mailboxes { mailbox.post(.announce) }
    }

    /// Accepts what is already connected, stops listening, answers what has begun to arrive, closes what is idle.
    ///
    /// - Parameter nanoseconds: After them whatever is left is dropped.
    package func drain(within nanoseconds: UInt64) {
        let deadline = MonotonicClock.now() &+ nanoseconds
        for mailbox in mailboxes { mailbox.post(.drain(deadline: deadline)) }
    }

    /// Returns when every event loop has ended, which takes a ``drain(within:)``.
    package func wait() {
        for thread in threads { thread.join() }
    }

    package var statistics: ServerStatistics {
        var total = ServerStatistics()
        for counter in counters { counter.add(to: &total) }
        return total
    }

    private static func start(
        _ resources: consuming LoopResources,
        _ configuration: ServerConfiguration,
        _ makeHandler: @escaping @Sendable (_ loop: Int) -> Handler
    ) throws(SocketError) -> LoopThread {
        let handover = Handover(resources)
        return try LoopThread {
            guard let resources = handover.take() else { return }
            let handler = HandlerBox(makeHandler(resources.index))
            EventLoop(resources, configuration: configuration, handler: handler).run()
        }
    }
}
