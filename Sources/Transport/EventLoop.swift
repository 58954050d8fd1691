import CLinux
import Glibc
import HTTP
import TLS

/// One thread's share of a server: its listening sockets, its connections, its handler.
///
/// Everything here runs on that thread; other threads reach it through its ``Mailbox`` only.
final class EventLoop {
    let index: Int
    let configuration: ServerConfiguration
    let handler: HandlerBase
    let counters: LoopCounters
    let poller: Poller

    var connections = ConnectionTable()
    var buffers: BufferPool
    let output = ByteBuffer()
    var now = MonotonicClock.now()
    var drainLevel = HTTPConnectionState.Drain.none
    var requestSerial: UInt64 = 0

    /// Tags of connections that have more to read than epoll knows about.
    var unfinished: [UInt64] = []

    /// Not later than the earliest deadline.
    var nextDeadline = UInt64.max

    private(set) var date: [UInt8] = []
    private var dateSecond = 0
    private let mailbox: Mailbox
    private var listeners: [Listener]
    private var contexts: [TLSContext?]
    private var acceptsAgainAt: UInt64?
    private var lastScan: UInt64 = 0
    private var drainDeadline: UInt64?

    /// Tags of connections leave the highest bit clear.
    static let mailboxTag = UInt64.max
    static let listenerTag: UInt64 = 1 << 63

    init(_ resources: consuming LoopResources, configuration: ServerConfiguration, handler: HandlerBase) {
        index = resources.index
        mailbox = resources.mailbox
        counters = resources.counters
        listeners = resources.listeners
        poller = Poller(resources.poller)
        self.configuration = configuration
        self.handler = handler
        contexts = configuration.endpoints.map(\.tls)
        buffers = BufferPool(limit: configuration.bufferedBytesPerLoop)
    }

    /// Returns after a drain, when the last connection is gone or the deadline has passed.
    func run() {
        while true {
            let count = poller.wait(milliseconds: timeout())
            now = MonotonicClock.now()
            refreshDate()
            for index in 0..<count {
                let event = poller.event(index)
                if event.tag == Self.mailboxTag {
                    readMail()
                } else if event.tag & Self.listenerTag != 0 {
                    accept(Int(event.tag & ~Self.listenerTag))
                } else if let connection = connections.find(tag: event.tag) {
                    handle(connection, isHangUp: event.isHangUp)
                }
            }
            finishUnfinished()
            if now >= nextDeadline { expireConnections() }
            if let resume = acceptsAgainAt, now >= resume { resumeAccepting() }
            if let deadline = drainDeadline, connections.count == 0 || now >= deadline { return closeAll() }
        }
    }

    /// Must follow every change of a connection's state.
    func noteDeadline(of connection: Connection) {
        if connection.state.deadline < nextDeadline { nextDeadline = connection.state.deadline }
    }

    private func timeout() -> CInt {
        if !unfinished.isEmpty { return 0 }
        // Scans are 20 ms apart at least, however many deadlines are due.
        var wake = nextDeadline == .max ? .max : max(nextDeadline, lastScan &+ 20_000_000)
        if let acceptsAgainAt { wake = min(wake, acceptsAgainAt) }
        if let drainDeadline { wake = min(wake, drainDeadline) }
        guard wake < .max else { return -1 }
        return wake <= now ? 0 : CInt(clamping: (wake - now) / 1_000_000 + 1)
    }

    private func refreshDate() {
        let second = MonotonicClock.unixSeconds()
        guard second != dateSecond else { return }
        dateSecond = second
        date = HTTPDate.bytes(unixSeconds: second)
    }

    private func expireConnections() {
        guard now >= lastScan &+ 20_000_000 else { return }
        lastScan = now
        nextDeadline = .max
        for slot in connections.indices {
            guard let connection = connections.at(slot) else { continue }
            if now >= connection.state.deadline { expire(connection) }
            if connections.at(slot) === connection { noteDeadline(of: connection) }
        }
    }

    private func finishUnfinished() {
        guard !unfinished.isEmpty else { return }
        let tags = unfinished
        unfinished.removeAll(keepingCapacity: true)
        for tag in tags {
            if let connection = connections.find(tag: tag) { handle(connection, isHangUp: false) }
        }
    }
}

// MARK: - Mail

extension EventLoop {
    private func readMail() {
        for mail in mailbox.take() {
            switch mail {
            case .context(let context, let endpoint):
                if contexts.indices.contains(endpoint) { contexts[endpoint] = context }
            case .handler(let deliver):
                deliver(handler)
            case .answer(let response, let ticket):
                guard let connection = connections.at(ticket.slot), connection.serial == ticket.serial else { continue }
                finish(connection, response)
            case .announce:
                drain(.announcing)
            case .drain(let deadline):
                stopListening()
                drain(.closing)
                drainDeadline = min(drainDeadline ?? .max, deadline)
            }
        }
    }

    private func drain(_ level: HTTPConnectionState.Drain) {
        drainLevel = max(drainLevel, level)
        for slot in connections.indices {
            guard let connection = connections.at(slot) else { continue }
            apply(connection.state.drain(level, now: now), to: connection)
        }
    }

    private func closeAll() {
        for slot in connections.indices {
            if let connection = connections.at(slot) { close(connection) }
        }
    }
}

// MARK: - Accepting

extension EventLoop {
    /// Connections over the limit that are still accepted, in order to be answered with 503.
    private var hardLimit: Int {
        configuration.connectionsPerLoop + max(16, configuration.connectionsPerLoop / 8)
    }

    private func accept(_ index: Int) {
        guard listeners.indices.contains(index), acceptsAgainAt == nil else { return }
        // Other connections want their turn too: the rest is reported again.
        for _ in 0..<32 {
            guard connections.count < hardLimit else { return pauseAccepting() }
            guard acceptOne(index) else { return }
        }
    }

    /// False when none is waiting, or none can be taken now.
    private func acceptOne(_ index: Int) -> Bool {
        while true {
            let number = accept4(
                listeners[index].descriptor.number,
                nil,
                nil,
                CLinux_SOCK_NONBLOCK | CLinux_SOCK_CLOEXEC
            )
            if number >= 0 {
                open(FileDescriptor(owning: number), listener: index)
                return true
            }
            switch errno {
            case EAGAIN:
                return false
            case EINTR, ECONNABORTED, EPERM, EPROTO, ENETDOWN, EHOSTDOWN, EHOSTUNREACH, ENETUNREACH:
                // What happened to one connection before it was accepted (accept(2)); the next may be fine.
                continue
            default:
                // Descriptors or memory have run out. The connection stays in the backlog, where its client waits;
                // asking again at once would only spin.
                pauseAccepting()
                return false
            }
        }
    }

    private func open(_ descriptor: consuming FileDescriptor, listener: Int) {
        let number = descriptor.number
        let context = contexts.indices.contains(listener) ? contexts[listener] : nil
        let isShed = connections.count >= configuration.connectionsPerLoop
        let stream: ByteStream
        if let context {
            guard let secure = try? ByteStream(descriptor, server: context) else {
                counters.failedHandshakes.increment()
                return
            }
            stream = secure
        } else {
            stream = ByteStream(descriptor)
        }
        add(stream, number: number, listener: listener, isSecure: context != nil, isShed: isShed)
    }

    private func add(_ stream: consuming ByteStream, number: CInt, listener: Int, isSecure: Bool, isShed: Bool) {
        let state = HTTPConnectionState(
            limits: configuration.limits,
            isSecure: isSecure,
            isShed: isShed,
            drain: drainLevel,
            now: now
        )
        let (slot, tag) = connections.reserve()
        let connection = Connection(slot: slot, tag: tag, listener: listener, stream: stream, state: state)
        guard (try? poller.add(number, tag: tag, interest: .read)) != nil else { return connections.free(slot) }
        connections.place(connection)
        counters.opened.increment()
        if isShed { counters.shed.increment() }
        noteDeadline(of: connection)
    }

    private func pauseAccepting() {
        guard acceptsAgainAt == nil else { return }
        counters.pauses.increment()
        acceptsAgainAt = now + 50_000_000
        for listener in listeners { poller.remove(listener.descriptor.number) }
    }

    private func resumeAccepting() {
        acceptsAgainAt = nil
        for (index, listener) in listeners.enumerated() {
            try? poller.add(listener.descriptor.number, tag: Self.listenerTag | UInt64(index), interest: .read)
        }
    }

    /// Takes in what the kernel has already accepted for us: closing the socket would reset those connections.
    private func stopListening() {
        for index in listeners.indices {
            while acceptOne(index) {}
        }
        for listener in listeners { poller.remove(listener.descriptor.number) }
        listeners = []
        acceptsAgainAt = nil
    }
}
