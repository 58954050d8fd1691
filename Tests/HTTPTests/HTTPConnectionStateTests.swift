import HTTP
import Testing

/// The life of a connection, told with a clock that the test moves.
struct HTTPConnectionStateTests {
    static let second = HTTPLimits.second
    static let request = "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"

    /// A connection, its receive buffer and the time.
    struct Scene {
        var state: HTTPConnectionState
        let buffer = ByteBuffer()
        var now: UInt64 = 1_000
        let limits: HTTPLimits

        init(isSecure: Bool = false, isShed: Bool = false, limits: HTTPLimits = HTTPLimits()) {
            self.limits = limits
            state = HTTPConnectionState(limits: limits, isSecure: isSecure, isShed: isShed, now: 1_000)
        }

        mutating func receive(_ text: String) -> HTTPConnectionState.Action {
            buffer.append(text)
            return state.receive(buffer, now: now)
        }

        /// Receives a whole request and takes it out of the buffer.
        mutating func receiveRequest(_ text: String = HTTPConnectionStateTests.request) -> Bool {
            guard case .respond(let head, let bodyLength) = receive(text) else { return false }
            buffer.consume(head.length + bodyLength)
            return true
        }

        mutating func serve() -> HTTPConnectionState.Action {
            guard receiveRequest() else { return .abort }
            _ = state.answer(closing: false, now: now)
            return state.wrote(now: now)
        }

        mutating func expire(after time: UInt64) -> HTTPConnectionState.Action {
            now += time
            return state.expire(now: now)
        }

        func isRejection(_ action: HTTPConnectionState.Action, _ status: HTTPStatus) -> Bool {
            guard case .reject(let response) = action else { return false }
            return response.status == status && response.closesConnection
        }
    }

    @Test func servesRequestsOneAfterTheOther() {
        var scene = Scene(isSecure: true)
        #expect(scene.state.phase == .handshake)
        scene.state.completeHandshake(now: scene.now)
        for served in 1...3 {
            #expect(scene.state.phase == .idle)
            #expect(scene.receiveRequest() == true)
            #expect(scene.state.phase == .handler)
            #expect(scene.state.answer(closing: false, now: scene.now) == false)
            #expect(scene.state.phase == .write)
            #expect(scene.state.wrote(now: scene.now) == .read)
            #expect(scene.state.requests == served)
        }
    }

    @Test func setsADeadlineForEachPhase() {
        var scene = Scene(isSecure: true)
        let limits = scene.limits
        #expect(scene.state.deadline == scene.now + limits.handshakeTime)
        scene.now += Self.second
        scene.state.completeHandshake(now: scene.now)
        #expect(scene.state.deadline == scene.now + limits.idleTime)
        scene.now += Self.second
        let began = scene.now
        _ = scene.receive("POST / HTTP/1.1\r\n")
        #expect(scene.state.deadline == began + limits.headerTime)
        scene.now += Self.second
        _ = scene.receive("Host: x\r\n")
        #expect(scene.state.deadline == began + limits.headerTime, "a slow sender gains nothing by sending")
        let headed = scene.now
        _ = scene.receive("Content-Length: 2\r\n\r\n")
        #expect(scene.state.deadline == headed + limits.bodyTime)
        scene.now += Self.second
        _ = scene.receive("{")
        #expect(scene.state.deadline == headed + limits.bodyTime)
        scene.now += Self.second
        _ = scene.receive("}")
        #expect(scene.state.deadline == scene.now + limits.handlerTime)
        _ = scene.state.answer(closing: true, now: scene.now)
        #expect(scene.state.deadline == scene.now + limits.writeTime)
        #expect(scene.state.wrote(now: scene.now) == .shutDown)
        #expect(scene.state.deadline == scene.now + limits.lingerTime)
        #expect(scene.expire(after: limits.lingerTime) == .abort)
        #expect(scene.state.phase == .closed)
    }

    @Test func answersAtTheDeadlineWhatHadBegun() {
        var head = Scene()
        _ = head.receive("GET")
        #expect(head.expire(after: head.limits.headerTime - 1) == .read)
        let atHead = head.expire(after: 1)
        #expect(head.isRejection(atHead, .requestTimeout))

        var body = Scene()
        _ = body.receive("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n")
        let atBody = body.expire(after: body.limits.bodyTime)
        #expect(body.isRejection(atBody, .requestTimeout))

        var handler = Scene()
        #expect(handler.receiveRequest() == true)
        let atHandler = handler.expire(after: handler.limits.handlerTime)
        #expect(handler.isRejection(atHandler, .gatewayTimeout))
        #expect(handler.state.answer(closing: false, now: handler.now) == true, "the late answer must not be sent")
        #expect(handler.state.phase == .write)
    }

    @Test func dropsWhatCannotBeAnswered() {
        var handshake = Scene(isSecure: true)
        #expect(handshake.expire(after: handshake.limits.handshakeTime) == .abort)

        var write = Scene()
        #expect(write.receiveRequest() == true)
        _ = write.state.answer(closing: false, now: write.now)
        #expect(write.expire(after: write.limits.writeTime) == .abort)
    }

    @Test func looksOnceMoreBeforeItClosesAnIdleConnection() {
        var scene = Scene()
        #expect(scene.serve() == .read)
        #expect(scene.expire(after: scene.limits.idleTime) == .closeIfQuiet)
        #expect(scene.receiveRequest() == true, "it came at the last moment")
        #expect(scene.state.closeQuiet(now: scene.now) == .read, "not while a request is being answered")

        var quiet = Scene()
        #expect(quiet.serve() == .read)
        #expect(quiet.state.closeQuiet(now: quiet.now) == .shutDown)
        #expect(quiet.state.phase == .linger)
        #expect(quiet.state.endInput(quiet.buffer, now: quiet.now) == .abort)
    }

    @Test func sendsOneContinueAndNoneWhenTheContentIsThere() {
        let head = "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
        var scene = Scene()
        #expect(scene.receive(head) == .sendContinue)
        #expect(scene.receive("{") == .read)
        var whole = Scene()
        #expect(whole.receiveRequest(head + "{}") == true)
    }

    @Test func answersMalformedRequestsAndCloses() {
        var scene = Scene()
        let action = scene.receive("GET / HTTP/1.1\r\nbad\r\n")
        #expect(scene.isRejection(action, .badRequest))
        #expect(scene.state.wrote(now: scene.now) == .shutDown)
        #expect(scene.receive("more") == .read, "discarded")
        #expect(scene.buffer.isEmpty)
    }

    @Test func shedsTheFirstRequest() {
        var scene = Scene(isShed: true)
        let action = scene.receive(Self.request)
        #expect(scene.isRejection(action, .serviceUnavailable))
        #expect(scene.state.wrote(now: scene.now) == .shutDown)
    }

    @Test func answersAClientThatHasClosedItsSide() {
        var scene = Scene()
        #expect(scene.receiveRequest() == true)
        #expect(scene.state.endInput(scene.buffer, now: scene.now) == .read)
        _ = scene.state.answer(closing: false, now: scene.now)
        #expect(scene.state.wrote(now: scene.now) == .read)
        #expect(scene.state.receive(scene.buffer, now: scene.now) == .shutDown)
        #expect(scene.state.phase == .closed)

        var partial = Scene()
        _ = partial.receive("POST / HT")
        let action = partial.state.endInput(partial.buffer, now: partial.now)
        #expect(partial.isRejection(action, .badRequest))

        var nothing = Scene()
        #expect(nothing.state.endInput(nothing.buffer, now: nothing.now) == .shutDown)
        #expect(nothing.state.phase == .closed)
    }

    @Test func announcingKeepsIdleConnectionsUntilTheyAreUsed() {
        var scene = Scene()
        #expect(scene.serve() == .read)
        #expect(scene.state.drain(.announcing, now: scene.now) == .read)
        #expect(scene.state.phase == .idle)
        #expect(scene.receiveRequest() == true)
        #expect(scene.state.answer(closing: false, now: scene.now) == true, "the answer says close")
        #expect(scene.state.wrote(now: scene.now) == .shutDown)
    }

    @Test func closingEndsIdleConnectionsAndLetsTheOthersFinish() {
        var idle = Scene()
        #expect(idle.serve() == .read)
        #expect(idle.state.drain(.closing, now: idle.now) == .closeIfQuiet)

        var busy = Scene()
        #expect(busy.receiveRequest() == true)
        #expect(busy.state.drain(.closing, now: busy.now) == .read)
        #expect(busy.state.answer(closing: false, now: busy.now) == true)

        var partial = Scene()
        _ = partial.receive("POST")
        #expect(partial.state.drain(.closing, now: partial.now) == .read)
        #expect(partial.receiveRequest(String(Self.request.dropFirst(4))) == true)
    }

    @Test func closingGivesNewConnectionsAMoment() {
        var scene = Scene(isSecure: true)
        #expect(scene.state.drain(.closing, now: scene.now) == .read)
        scene.state.completeHandshake(now: scene.now)
        #expect(scene.state.deadline == scene.now + scene.limits.unusedGrace)
        #expect(scene.expire(after: scene.limits.unusedGrace) == .closeIfQuiet)

        var fresh = Scene()
        #expect(fresh.state.drain(.closing, now: fresh.now) == .read)
        #expect(fresh.state.deadline == fresh.now + fresh.limits.unusedGrace)
    }
}
