import HTTP
import Sockets
import TLS

/// One thread's share of a server: its listening sockets, its connections, its handler.
///
/// Everything here runs on that thread; other threads reach it through its ``Mailbox`` only.
final class EventLoop {
    private let handler: HandlerBase
    private let driver: ConnectionDriver
    private let mailbox: Mailbox<LoopMail>
    private var acceptor: Acceptor
    private var drainDeadline: UInt64?
    private var lastScan: UInt64 = 0
    private var fullTurns = 0

    /// Of the mailbox; tags of connections and listeners differ from it.
    static let mailboxTag = UInt64.max

    init(_ resources: consuming LoopResources, configuration: ServerConfiguration, handler: HandlerBase) {
        self.handler = handler
        mailbox = resources.mailbox
        acceptor = Acceptor(resources.listeners, configuration.endpoints.map(\.tls))
        driver = ConnectionDriver(
            loop: resources.index,
            configuration: configuration,
            poller: Poller(resources.poller),
            handler: handler,
            counters: resources.counters
        )
    }

    /// Returns after a drain, when the last connection is gone or the deadline has passed.
    func run() {
        while true {
            driver.counters.rest()
            let count = driver.poller.wait(milliseconds: timeout())
            driver.beginTurn()
            turn(count)
            if let resume = acceptor.resumesAt, driver.now >= resume { acceptor.resume(driver) }
            guard let deadline = drainDeadline else { continue }
            if driver.connections.count == 0 || driver.now >= deadline { return closeAll() }
        }
    }

    /// Every connection that epoll has reported or that was left over gets its share, none gets two.
    private func turn(_ count: Int) {
        let leftOver = driver.queue.takeReady()
        // New settings and certificates are for every request of the turn, wherever epoll names them.
        if (0..<count).contains(where: { driver.poller.event($0).tag == Self.mailboxTag }) { readMail() }
        driver.isGathering = true
        for index in 0..<count {
            driver.answerGatheredIfFull()
            let event = driver.poller.event(index)
            if event.tag == Self.mailboxTag {
                continue
            } else if event.tag & Acceptor.tag != 0 {
                acceptor.accept(Int(event.tag & ~Acceptor.tag), driver)
            } else if let connection = driver.connections.find(tag: event.tag) {
                driver.event(connection, isHangUp: event.isHangUp)
            }
        }
        driver.runQueued(leftOver)
        driver.answerGathered()
        driver.dismissSuperfluous()
        // Epoll may have more to report than it did: those connections must not run into deadlines unheard.
        fullTurns = count < Poller.capacity ? 0 : fullTurns + 1
        if driver.now >= driver.nextDeadline, fullTurns == 0 || fullTurns > 16 { expireConnections() }
    }

    private func timeout() -> CInt {
        if !driver.queue.isEmpty { return 0 }
        // Scans are 20 ms apart at least, however many deadlines are due.
        var wake = driver.nextDeadline == .max ? .max : max(driver.nextDeadline, lastScan &+ Self.scanInterval)
        if let resume = acceptor.resumesAt { wake = min(wake, resume) }
        if let drainDeadline { wake = min(wake, drainDeadline) }
        guard wake < .max else { return -1 }
        return wake <= driver.now ? 0 : CInt(clamping: (wake - driver.now) / 1_000_000 + 1)
    }

    private static let scanInterval: UInt64 = 20_000_000

    /// Judges by the time of the last look at the sockets: what has arrived during a long turn is not late.
    private func expireConnections() {
        let time = driver.turnStart
        guard time >= lastScan &+ Self.scanInterval else { return }
        lastScan = time
        driver.nextDeadline = .max
        for slot in driver.connections.indices {
            guard let connection = driver.connections.at(slot) else { continue }
            if time >= connection.state.deadline { expire(connection, at: time) }
            if driver.connections.at(slot) === connection { driver.noteDeadline(of: connection) }
        }
    }

    private func expire(_ connection: Connection, at time: UInt64) {
        // In the queue with bytes that nobody has looked at yet.
        if connection.isQueued, connection.state.phase == .idle { return }
        switch connection.state.phase {
        case .idle, .linger, .closed: break
        case .handshake, .head, .body, .handler, .write: driver.counters.expired.increment()
        }
        driver.apply(connection.state.expire(now: time), to: connection)
    }

    private func readMail() {
        for mail in mailbox.take() {
            switch mail {
            case .context(let context, let endpoint):
                acceptor.replace(context, endpoint: endpoint)
            case .handler(let deliver):
                deliver(handler)
            case .answer(let response, let ticket):
                guard let connection = driver.connections.at(ticket.slot), connection.serial == ticket.serial else {
                    continue
                }
                driver.finish(connection, response)
            case .lastAnswers(let endpoint):
                for slot in driver.connections.indices {
                    guard let connection = driver.connections.at(slot), connection.listener == endpoint else {
                        continue
                    }
                    _ = connection.state.drain(.announcing, now: driver.now)
                }
            case .announce:
                drain(.announcing)
            case .drain(let deadline):
                acceptor.stop(driver)
                drain(.closing)
                drainDeadline = min(drainDeadline ?? .max, deadline)
            }
        }
    }

    private func drain(_ level: HTTPConnectionState.Drain) {
        driver.drainLevel = max(driver.drainLevel, level)
        for slot in driver.connections.indices {
            guard let connection = driver.connections.at(slot) else { continue }
            let action = connection.state.drain(level, now: driver.now)
            if action != .read { driver.apply(action, to: connection) }
            if driver.connections.at(slot) === connection { driver.noteDeadline(of: connection) }
        }
    }

    private func closeAll() {
        for slot in driver.connections.indices {
            if let connection = driver.connections.at(slot) { driver.close(connection) }
        }
        driver.counters.rest()
    }
}
