import HTTP
import Sockets
import Synchronization

/// Moves the connections of one event loop on: reads and writes for their state machines and does what these ask for.
///
/// Each function leaves a connection that waits for something, stands in the queue for its next turn, or is closed and
/// out of the table.
final class ConnectionDriver {
    let configuration: ServerConfiguration
    let counters: LoopCounters
    let poller: Poller
    let handler: HandlerBase
    private let loop: Int

    var connections = ConnectionTable()
    var queue = TurnQueue()
    var drainLevel = HTTPConnectionState.Drain.none

    /// Not later than the earliest deadline.
    var nextDeadline = UInt64.max

    /// When epoll last said what is there to be read.
    private(set) var turnStart = MonotonicClock.now()
    private(set) var now = MonotonicClock.now()

    var buffers: BufferPool
    var writer = ResponseWriter()
    var held = HeldAnswers()
    var gathered = GatheredRequests()
    var isGathering = false
    var budget: TurnBudget
    private var requestSerial: UInt64 = 0
    private var closedSinceTrim = 0

    init(
        loop: Int,
        configuration: ServerConfiguration,
        poller: consuming Poller,
        handler: HandlerBase,
        counters: LoopCounters
    ) {
        self.loop = loop
        self.configuration = configuration
        self.poller = poller
        self.handler = handler
        self.counters = counters
        buffers = BufferPool(limit: configuration.bufferedBytesPerLoop)
        budget = TurnBudget(configuration)
    }

    /// The loop has looked at its sockets and begins to work on what it found.
    func beginTurn() {
        turnStart = MonotonicClock.now()
        noteProgress(turnStart)
        writer.refreshDate()
    }

    /// Does what the state machine asks for, and what follows from that.
    func apply(_ action: HTTPConnectionState.Action, to connection: Connection) {
        budget = TurnBudget(configuration)
        if proceed(connection, action) { read(connection) }
    }

    /// Sends the answer to the request that the handler has.
    func finish(_ connection: Connection, _ response: HTTPResponse) {
        guard connection.state.phase == .handler else { return }
        if let action = answer(connection, response) { apply(action, to: connection) }
    }

    func close(_ connection: Connection) {
        guard connections.at(connection.slot) === connection else { return }
        connections.remove(connection)
        counters.closed.increment()
        releaseInput(of: connection)
        connection.output = nil
        poller.remove(connection.stream.descriptor.number)
        closedSinceTrim += 1
        if closedSinceTrim >= 256 {
            closedSinceTrim = 0
            ProcessMemory.trimSoon()
        }
    }

    /// True when the socket should be read again right away.
    func proceed(_ connection: Connection, _ first: HTTPConnectionState.Action) -> Bool {
        var action = first
        while true {
            switch action {
            case .read:
                return readsOn(connection)
            case .sendContinue:
                guard isSent(connection, writer.sendContinue(to: connection)) else { return false }
                action = .read
            case .respond(let head, let bodyLength):
                if gather(connection, head, bodyLength) { return false }
                guard let next = respond(connection, head, bodyLength) else { return false }
                action = next
            case .reject(let response):
                counters.rejected.increment()
                // Nothing of what has come will be looked at any more.
                releaseInput(of: connection)
                guard let next = send(connection, response, closes: true) else { return false }
                action = next
            case .closeIfQuiet:
                guard let next = closeIfQuiet(connection) else { return false }
                action = next
            case .shutDown:
                connection.stream.shutDown()
                if connection.state.phase == .closed {
                    close(connection)
                    return false
                }
                releaseInput(of: connection)
                action = .read
            case .abort:
                close(connection)
                return false
            }
        }
    }

    /// What to do next; nil when the connection waits or is gone.
    private func respond(
        _ connection: Connection,
        _ head: HTTPRequestHead,
        _ bodyLength: Int
    ) -> HTTPConnectionState.Action? {
        guard let input = connection.input else { return .abort }
        let bytes = UnsafeRawBufferPointer(input.bytes)
        let length = head.length + bodyLength
        guard length <= bytes.count else { return .abort }
        sendHeld(before: length)
        counters.requests.increment()
        budget.spendRequest()
        requestSerial += 1
        connection.serial = requestSerial
        connection.isHead = head.method == .head
        let reply = handler.respond(
            to: HTTPRequest(
                head: head,
                headBytes: UnsafeRawBufferPointer(rebasing: bytes[..<head.length]),
                body: UnsafeRawBufferPointer(rebasing: bytes[head.length..<length]),
                listener: connection.listener,
                ticket: HTTPTicket(loop: loop, slot: connection.slot, serial: requestSerial),
                receivedAt: connection.arrived
            )
        )
        input.consume(length)
        // What else is in the buffer came with the last read at the latest.
        connection.arrived = connection.lastRead
        noteProgress(MonotonicClock.now())
        if length >= Self.largeRequest { ProcessMemory.trimSoon() }
        switch reply {
        case .now(let response):
            return answer(connection, response)
        case .later(let limit):
            connection.state.wait(until: limit)
            _ = readsOn(connection)
            return nil
        }
    }

    /// Above this many bytes a request leaves enough behind in the allocator to give it back.
    private static let largeRequest = 512 * 1024

    /// Tells whoever watches the loop that it is at work and not stuck.
    private func noteProgress(_ time: UInt64) {
        now = time
        counters.busySince.store(time, ordering: .relaxed)
    }

    private func answer(_ connection: Connection, _ response: HTTPResponse) -> HTTPConnectionState.Action? {
        let closes = connection.state.answer(closing: response.closesConnection, now: now)
        if connection.state.answered == 1 { connections.noteProof(of: connection) }
        if hold(response, for: connection, closes: closes) { return nil }
        return send(connection, response, closes: closes)
    }

    private func send(
        _ connection: Connection,
        _ response: HTTPResponse,
        closes: Bool
    ) -> HTTPConnectionState.Action? {
        isSent(connection, writer.send(response, to: connection, closes: closes)) ? afterWriting(connection) : nil
    }

    /// False when the connection keeps a rest for later, or is gone.
    func isSent(_ connection: Connection, _ written: ResponseWriter.Written) -> Bool {
        switch written {
        case .done:
            return true
        case .waits(let interest):
            setInterest(connection, interest)
            noteDeadline(of: connection)
        case .failed:
            close(connection)
        }
        return false
    }

    /// Goes on to the next request, of which a part may already be there.
    func afterWriting(_ connection: Connection) -> HTTPConnectionState.Action? {
        let action = connection.state.wrote(now: now)
        guard action == .read, let input = connection.input, !input.isEmpty else { return action }
        guard budget.allowsRequest else {
            postpone(connection)
            return nil
        }
        return connection.state.receive(input, now: now)
    }
}
