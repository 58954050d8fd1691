import HTTP
import Sockets
import TLS

/// The client's thread: one poller, a connection for each resource, a few for reads.
final class ClientLoop {
    typealias Sink = @Sendable (Int, ResourceEvent) -> Void

    let access: APIServerAccess
    let timing: APITiming
    let writer: RequestWriter
    let poller: Poller
    let mailbox: Mailbox<ClientMail>
    let sink: Sink
    var now = MonotonicClock.now()
    var followers: [ResourceFollower]
    /// Of each follower.
    var connectionTags: [UInt64?]
    var reads = ReadTable()
    var idleReaders: [UInt64] = []
    var connections: [UInt64: APIConnection] = [:]
    /// Connections that had more to read than a turn allows.
    var unread: [UInt64] = []
    var addresses: AddressBook
    var trust: ServerTrust
    private var lastTag: UInt64 = 0

    static let mailboxTag = UInt64.max

    /// `poller` watches the mailbox already.
    init(
        _ access: APIServerAccess,
        _ resources: [WatchedResource],
        timing: APITiming,
        writer: RequestWriter,
        poller: consuming FileDescriptor,
        mailbox: Mailbox<ClientMail>,
        sink: @escaping Sink
    ) {
        self.access = access
        self.timing = timing
        self.writer = writer
        self.poller = Poller(poller)
        self.mailbox = mailbox
        self.sink = sink
        followers = resources.map {
            ResourceFollower($0, timing: timing, seed: UInt64.random(in: 0...UInt64.max))
        }
        connectionTags = resources.map { _ in nil }
        addresses = AddressBook(access, mailbox: mailbox)
        trust = ServerTrust(access)
    }

    /// Returns after ``ClientMail/stop``.
    func run() {
        while true {
            startDue()
            let count = poller.wait(milliseconds: timeout())
            now = MonotonicClock.now()
            let leftOver = unread
            unread = []
            for tag in leftOver { if let connection = connections[tag] { advance(connection) } }
            for index in 0..<count {
                let tag = poller.event(index).tag
                if tag == Self.mailboxTag {
                    guard readMail() else { return }
                } else if !leftOver.contains(tag), let connection = connections[tag] {
                    advance(connection)
                }
            }
            expire()
        }
    }

    func makeConnection(_ owner: APIConnection.Owner) -> APIConnection {
        lastTag += 1
        let connection = APIConnection(tag: lastTag, owner: owner, exchange: Exchange(timing: timing, now: now))
        connections[lastTag] = connection
        return connection
    }

    func tell(_ index: Int) -> ResourceFollower.Tell {
        { [sink] event in sink(index, event) }
    }

    private func startDue() {
        for index in followers.indices {
            // A page follows the other without a wait; one turn each, so that reads come in between.
            guard let due = followers[index].due, now >= due else { continue }
            ask(index)
        }
        while let entry = reads.next() { ask(entry) }
    }

    private func ask(_ index: Int) {
        let request = followers[index].request()
        if let tag = connectionTags[index], let connection = connections[tag], connection.exchange.stage == .idle {
            return ask(request, connection)
        }
        let connection = makeConnection(.resource(index))
        connectionTags[index] = connection.tag
        connection.request = request
        connect(connection)
    }

    private func timeout() -> CInt {
        if !unread.isEmpty { return 0 }
        var wake = reads.deadline
        for connection in connections.values { wake = min(wake, connection.exchange.deadline) }
        for follower in followers { wake = min(wake, follower.due ?? .max) }
        guard wake < .max else { return -1 }
        return wake <= now ? 0 : CInt(clamping: (wake - now) / 1_000_000 + 1)
    }

    /// False when it is time to end.
    private func readMail() -> Bool {
        for mail in mailbox.take() {
            switch mail {
            case .read(let request): enqueue(request)
            case .addresses(let result):
                addresses.take(result, now: now)
                resolved(result)
            case .stop:
                stop()
                return false
            }
        }
        return true
    }

    private func expire() {
        expireReads()
        for connection in Array(connections.values) where now >= connection.exchange.deadline {
            guard connections[connection.tag] != nil else { continue }
            if connection.exchange.stage == .connecting, let address = connection.address {
                addresses.putLast(address)
            }
            if let problem = connection.exchange.lateness { lose(connection, problem) } else { close(connection) }
        }
    }

    private func stop() {
        for connection in Array(connections.values) { close(connection) }
        for entry in reads.takeAll() { entry.request.done(.failed(.stopped)) }
    }
}

extension ResourceProblem {
    static let stopped = ResourceProblem.unreachable("the client was stopped")
}
