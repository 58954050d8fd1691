/// One server connection without its socket: events and clock readings go in, the next thing to do comes out.
///
/// Times are nanoseconds of any clock that only goes forward. Every phase has a deadline; the owner calls
/// ``expire(now:)`` when it has passed.
package struct HTTPConnectionState {
    package enum Phase: Hashable, Sendable {
        case handshake
        /// Between two requests, or before the first.
        case idle
        case head
        case body
        /// With the handler, or waiting for an answer that comes later.
        case handler
        case write
        /// The last answer is out and the sending side shut; reads on so that no reset overtakes the answer.
        case linger
        case closed
    }

    package enum Action: Hashable, Sendable {
        /// Read when something comes.
        case read
        /// Write the interim answer, then read.
        case sendContinue
        /// Hand the request to the handler, then call ``answer(closing:now:)``.
        case respond(HTTPRequestHead, bodyLength: Int)
        /// Write this answer, then call ``wrote(now:)``; the connection ends with it.
        case reject(HTTPResponse)
        /// Close unless something can be read at this moment: a request that came in must be answered.
        case closeIfQuiet
        /// Say goodbye in the protocol, shut the sending side, read until the peer has done the same.
        case shutDown
        /// Drop it.
        case abort
    }

    /// How far the server has come with shutting down.
    package enum Drain: Int, Comparable, Sendable {
        case none
        /// Every answer says `Connection: close`, idle connections stay. A client that reuses an idle connection at
        /// the moment it is closed loses its request: a POST is not repeated after an EOF.
        case announcing
        /// Idle connections are closed as well.
        case closing

        package static func < (left: Drain, right: Drain) -> Bool { left.rawValue < right.rawValue }
    }

    package private(set) var phase: Phase
    package private(set) var deadline: UInt64
    package private(set) var drain = Drain.none
    package private(set) var requests = 0

    /// Requests that a handler has answered: a connection with one has proven that somebody works with it.
    package private(set) var answered = 0

    private let limits: HTTPLimits
    private let isShed: Bool
    private var parser: HTTPRequestParser
    private var keepsAlive = true
    private var sentContinue = false
    private var inputHasEnded = false

    /// A connection that `isShed` has its first request answered with 503 instead of handed on.
    package init(
        limits: HTTPLimits,
        isSecure: Bool,
        isShed: Bool = false,
        drain: Drain = .none,
        now: UInt64
    ) {
        self.limits = limits
        self.isShed = isShed
        self.drain = drain
        parser = HTTPRequestParser(limits: limits)
        phase = isSecure ? .handshake : .idle
        deadline = now + limits.handshakeTime
        if !isSecure { becomeIdle(now: now) }
    }

    package mutating func completeHandshake(now: UInt64) {
        guard phase == .handshake else { return }
        becomeIdle(now: now)
    }

    /// Looks at what the buffer holds, which may be nothing new.
    package mutating func receive(_ buffer: ByteBuffer, now: UInt64) -> Action {
        switch phase {
        case .idle, .head, .body:
            break
        case .linger:
            buffer.removeAll()
            return inputHasEnded ? .abort : .read
        case .handshake, .handler, .write:
            return .read
        case .closed:
            return .abort
        }
        do throws(HTTPParseError) {
            return advance(try parser.parse(buffer), now: now)
        } catch {
            return reject(.rejection(error), now: now)
        }
    }

    private mutating func advance(_ progress: HTTPRequestParser.Progress, now: UInt64) -> Action {
        switch progress {
        case .needsRequest, .needsHead:
            if inputHasEnded { return endIncomplete(hasBegun: progress == .needsHead, now: now) }
            if progress == .needsHead, phase != .head {
                phase = .head
                deadline = now + limits.headerTime
            }
            return .read
        case .needsBody:
            if inputHasEnded { return endIncomplete(hasBegun: true, now: now) }
            if phase != .body {
                phase = .body
                deadline = now + limits.bodyTime
            }
            // RFC 9110 section 10.1.1: once, and not if the content is already coming.
            guard parser.head.expectsContinue, !sentContinue else { return .read }
            sentContinue = true
            return .sendContinue
        case .complete(let bodyLength):
            requests += 1
            keepsAlive = parser.head.keepsAlive
            if isShed { return reject(.overloaded, now: now) }
            phase = .handler
            deadline = now + limits.handlerTime
            return .respond(parser.head, bodyLength: bodyLength)
        }
    }

    /// How long the client has kept the server waiting; nil while the server is at work for it.
    package func waiting(now: UInt64) -> UInt64? {
        let time: UInt64
        switch phase {
        case .handshake: time = limits.handshakeTime
        case .idle: time = limits.idleTime
        case .head: time = limits.headerTime
        case .body: time = limits.bodyTime
        case .linger: time = limits.lingerTime
        case .handler, .write, .closed: return nil
        }
        let start = deadline > time ? deadline - time : 0
        return now > start ? now - start : 0
    }

    /// The handler has answered.
    ///
    /// - Returns: Whether the answer must say `Connection: close`.
    package mutating func answer(closing: Bool, now: UInt64) -> Bool {
        guard phase == .handler else { return true }
        if closing || drain > .none { keepsAlive = false }
        answered += 1
        phase = .write
        deadline = now + limits.writeTime
        return !keepsAlive
    }

    /// The answer comes later; nobody waits for it beyond `limit`, if that is sooner than the longest wait.
    package mutating func wait(until limit: UInt64?) {
        guard phase == .handler, let limit else { return }
        deadline = min(deadline, limit)
    }

    /// An answer has left completely.
    package mutating func wrote(now: UInt64) -> Action {
        guard phase == .write else { return phase == .closed ? .abort : .read }
        guard keepsAlive else { return shutDown(now: now) }
        parser.reset()
        sentContinue = false
        becomeIdle(now: now)
        return .read
    }

    /// The peer will send nothing more; it may still be reading (RFC 9112 section 9.6).
    package mutating func endInput(_ buffer: ByteBuffer, now: UInt64) -> Action {
        inputHasEnded = true
        switch phase {
        case .handshake, .linger, .closed:
            phase = .closed
            return .abort
        case .handler, .write:
            return .read
        case .idle, .head, .body:
            return receive(buffer, now: now)
        }
    }

    /// The deadline has passed.
    package mutating func expire(now: UInt64) -> Action {
        guard now >= deadline else { return .read }
        switch phase {
        case .idle:
            return .closeIfQuiet
        case .head, .body:
            return reject(.text(.requestTimeout, "the request did not arrive in time"), now: now)
        case .handler:
            // Without Retry-After: an answer that takes this long takes as long a second time.
            return reject(.text(.gatewayTimeout, "no answer in time"), now: now)
        case .handshake, .write, .linger, .closed:
            phase = .closed
            return .abort
        }
    }

    package mutating func drain(_ level: Drain, now: UInt64) -> Action {
        drain = max(drain, level)
        guard drain == .closing, phase == .idle else { return .read }
        if requests > 0 { return .closeIfQuiet }
        // Fresh: somebody has just connected in order to send something.
        deadline = min(deadline, now + limits.unusedGrace)
        return .read
    }

    /// Nothing was there to read when ``Action/closeIfQuiet`` was asked for.
    package mutating func closeQuiet(now: UInt64) -> Action {
        guard phase == .idle else { return .read }
        return shutDown(now: now)
    }

    /// Refuses what has been sent so far, for a reason that is not the parser's.
    package mutating func reject(_ response: HTTPResponse, now: UInt64) -> Action {
        keepsAlive = false
        phase = .write
        deadline = now + limits.writeTime
        var response = response
        response.closesConnection = true
        return .reject(response)
    }

    private mutating func endIncomplete(hasBegun: Bool, now: UInt64) -> Action {
        hasBegun ? reject(.rejection(.incompleteRequest), now: now) : shutDown(now: now)
    }

    private mutating func shutDown(now: UInt64) -> Action {
        if inputHasEnded {
            // Nobody is left to wait for, but the peer still wants to see the end.
            phase = .closed
            return .shutDown
        }
        phase = .linger
        deadline = now + limits.lingerTime
        return .shutDown
    }

    private mutating func becomeIdle(now: UInt64) {
        phase = .idle
        deadline = now + limits.idleTime
        if drain == .closing { deadline = now + limits.unusedGrace }
    }
}
