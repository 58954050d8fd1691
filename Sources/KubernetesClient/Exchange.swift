import HTTP

/// What one connection is at: getting through, waiting for a request, or reading the answer to one; and how long each may
/// take.
///
/// A value without sockets, that gets bytes and readings of the clock.
struct Exchange {
    enum Stage {
        /// TCP.
        case connecting
        /// TLS.
        case securing
        case idle
        case head
        case body
    }

    enum Event {
        case head(HTTPResponseHead)
        case piece(UnsafeRawBufferPointer)
    }

    enum Progress: Equatable {
        case more
        case complete(isReusable: Bool)
        /// The rest of the answer is not wanted.
        case abandoned
    }

    private let timing: APITiming
    private var parser = HTTPResponseParser()
    private var silence: UInt64 = 0
    private var keepsAlive = false
    private(set) var stage = Stage.connecting
    /// When this has taken too long.
    private(set) var deadline: UInt64
    /// Answers that were complete.
    private(set) var answered = 0

    init(timing: APITiming, now: UInt64) {
        self.timing = timing
        deadline = now &+ timing.connect
    }

    mutating func secure() {
        stage = .securing
    }

    /// Waits for the next request.
    mutating func rest(now: UInt64) {
        stage = .idle
        deadline = now &+ timing.idle
    }

    /// A request is being sent whose body may be silent for `silence`.
    mutating func ask(silence: UInt64, now: UInt64) {
        parser = HTTPResponseParser()
        self.silence = silence
        stage = .head
        deadline = now &+ timing.head
    }

    /// Takes what can be understood out of the buffer; `event` returns false when it wants no more.
    mutating func receive(
        _ buffer: ByteBuffer,
        now: UInt64,
        _ event: (Event) -> Bool
    ) throws(ResourceProblem) -> Progress {
        do throws(HTTPParseError) {
            if stage == .head {
                guard let head = try parser.parseHead(buffer) else { return .more }
                keepsAlive = head.keepsAlive
                stage = .body
                deadline = now &+ silence
                if !event(.head(head)) { return .abandoned }
            }
            guard stage == .body else {
                // Nobody asked for anything.
                return buffer.isEmpty ? .more : .abandoned
            }
            var isWanted = true
            let isComplete = try parser.parseBody(buffer) { piece in
                deadline = now &+ silence
                if isWanted { isWanted = event(.piece(piece)) }
            }
            guard isWanted else { return .abandoned }
            if !isComplete { return .more }
            answered += 1
            let isReusable = keepsAlive && buffer.isEmpty
            rest(now: now)
            return .complete(isReusable: isReusable)
        } catch {
            throw .malformed("the server does not speak HTTP/1.1: \(error.message)")
        }
    }

    /// The server has ended the connection; true when that ends the answer.
    mutating func ended() throws(ResourceProblem) -> Bool {
        switch stage {
        case .connecting: throw .unreachable("the connection was closed at once")
        case .securing: throw .unreachable("the connection was closed during the TLS handshake")
        case .idle: return false
        case .head: throw .unreachable("the connection was closed before an answer")
        case .body:
            guard parser.mayEndHere else {
                throw .unreachable("the connection was closed in the middle of an answer")
            }
            return true
        }
    }

    /// What it means that ``deadline`` has passed; nil when nothing was expected.
    var lateness: ResourceProblem? {
        switch stage {
        case .connecting: .unreachable("no connection within \(Self.text(timing.connect))")
        case .securing: .unreachable("no answer within \(Self.text(timing.connect))")
        case .idle: nil
        case .head: .unreachable("no answer within \(Self.text(timing.head))")
        case .body: .unreachable("silence for \(Self.text(silence)) in the middle of an answer")
        }
    }

    private static func text(_ duration: UInt64) -> String {
        duration < APITiming.second ? "\(duration / 1_000_000) ms" : "\(duration / APITiming.second) s"
    }
}
