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
    let mailbox: Mailbox
    var listeners: [Listener]
    var contexts: [TLSContext?]
    var acceptsAgainAt: UInt64?
    private var lastScan: UInt64 = 0
    var drainDeadline: UInt64?

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
