import Certificates
import Dispatch
import HTTP
import HTTPServer
import Sockets
import Synchronization
import TLS
import TestSupport

/// Echoes bodies, reports what it was told, and puts answers off on request.
struct TestHandler: RequestHandler {
    let loop: Int
    let tickets: Tickets
    let gate: Gate
    let served: Served
    var greeting = "hello"

    mutating func respond(to request: borrowing HTTPRequest) -> HTTPReply {
        served.note(request.query)
        switch request.path {
        case "/echo":
            return .now(HTTPResponse(contentType: HTTPResponse.plainText, body: Array(request.body)))
        case "/length":
            return .now(.text(.ok, "\(request.body.count)"))
        case "/greeting":
            return .now(.text(.ok, greeting))
        case "/endpoint":
            return .now(.text(.ok, "\(request.listener)"))
        case "/large":
            return .now(HTTPResponse(body: [UInt8](repeating: UInt8(ascii: "x"), count: 8 * 1024 * 1024)))
        case "/later":
            tickets.put(request.ticket)
            return .later()
        case "/brief":
            tickets.put(request.ticket)
            return .later(until: request.receivedAt + 50_000_000)
        case "/block":
            gate.wait()
            return .now(.text(.ok, "released"))
        default:
            return .now(.text(.notFound, "not found"))
        }
    }

    mutating func receive(_ message: String) {
        greeting = message
    }
}

/// Requests that wait for their answer.
final class Tickets: Sendable {
    private let waiting = Mutex<[HTTPTicket]>([])

    func put(_ ticket: HTTPTicket) {
        waiting.withLock { $0.append(ticket) }
    }

    /// Waits for the next one.
    func take() throws -> HTTPTicket {
        guard waitUntil({ waiting.withLock { !$0.isEmpty } }) else { throw LoopbackClient.Failure.timedOut }
        return waiting.withLock { $0.removeFirst() }
    }
}

/// Holds the event loop up until it is opened.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let waiting = Atomic<Bool>(false)

    func wait() {
        waiting.store(true, ordering: .sequentiallyConsistent)
        semaphore.wait()
        waiting.store(false, ordering: .sequentiallyConsistent)
    }

    func open() { semaphore.signal() }
    var isHolding: Bool { waiting.load(ordering: .sequentiallyConsistent) }
}

/// The queries of all requests, in the order in which the handler saw them.
final class Served: Sendable {
    private let queries = Mutex<[String]>([])

    func note(_ query: String) {
        queries.withLock { $0.append(query) }
    }

    var all: [String] { queries.withLock { $0 } }
}

/// A running server with a TLS endpoint and a plain one.
final class TestServer {
    let server: Server<TestHandler>
    let tickets = Tickets()
    let gate = Gate()
    let served = Served()
    let authority: TLSCredentials
    let client: TLSContext

    init(
        threads: Int = 1,
        limits: HTTPLimits = HTTPLimits(),
        bufferedBytes: Int = 64 * 1024 * 1024,
        change: (inout ServerConfiguration) -> Void = { _ in }
    ) throws {
        authority = try Certificates.authority()
        client = try TLSContext(clientTrusting: authority.certificatePEM)
        let credentials = try Certificates.server(["localhost", "one.example"], by: authority)
        var configuration = ServerConfiguration(endpoints: [
            .init(try SocketAddress("127.0.0.1:0"), tls: try TLSContext(server: credentials)),
            .init(try SocketAddress("127.0.0.1:0")),
        ])
        configuration.threads = threads
        configuration.limits = limits
        configuration.bufferedBytesPerLoop = bufferedBytes
        change(&configuration)
        server = try Server(configuration) { [tickets, gate, served] loop in
            TestHandler(loop: loop, tickets: tickets, gate: gate, served: served)
        }
    }

    deinit {
        gate.open()
        server.drain(within: 0)
        server.wait()
    }

    func connect() throws -> LoopbackClient {
        try LoopbackClient(server.addresses[0], tls: client, serverName: "localhost")
    }

    func connectPlainly() throws -> LoopbackClient {
        try LoopbackClient(server.addresses[1])
    }

    func connect(secure: Bool) throws -> LoopbackClient {
        secure ? try connect() : try connectPlainly()
    }
}

func post(_ path: String, _ body: String, fields: String = "") -> String {
    "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n\(body)"
}

func get(_ path: String) -> String {
    "GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n"
}
