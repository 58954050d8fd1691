import HTTP
import Sockets

/// Everything that goes out on the connections of one event loop.
struct ResponseWriter {
    enum Written {
        case done
        /// The connection keeps a rest until its socket can be written to, or read from.
        case waits(Poller.Interest)
        case failed
    }

    /// Holds one answer while it is made; empty between two calls.
    private let output = ByteBuffer()
    private var date: [UInt8] = []
    private var dateSecond = 0

    /// To be called now and then: answers carry the date of the last call.
    mutating func refreshDate() {
        let second = MonotonicClock.unixSeconds()
        guard second != dateSecond else { return }
        dateSecond = second
        date = HTTPDate.bytes(unixSeconds: second)
    }

    /// In as few calls as possible: one TLS record for an ordinary answer, head and content together.
    func send(_ response: HTTPResponse, to connection: Connection, closes: Bool) -> Written {
        write(response, for: connection, closes: closes, to: output)
        return sendOutput(to: connection)
    }

    /// To be sent later.
    func write(_ response: HTTPResponse, for connection: Connection, closes: Bool, to output: ByteBuffer) {
        HTTPResponseSerializer.write(response, date: date, isHead: connection.isHead, closes: closes, to: output)
        connection.isHead = false
    }

    func sendContinue(to connection: Connection) -> Written {
        output.append(HTTPResponseSerializer.continueResponse)
        return sendOutput(to: connection)
    }

    /// In clear text, to a client that should have used TLS.
    func refusePlainly(_ response: HTTPResponse, to connection: Connection) {
        HTTPResponseSerializer.write(response, date: date, isHead: false, closes: true, to: output)
        _ = connection.stream.writePlainly(UnsafeRawBufferPointer(output.bytes))
        output.removeAll()
    }

    /// Goes on with what ``Connection/output`` holds.
    func resume(_ connection: Connection) -> Written {
        guard let waiting = connection.output else { return .done }
        let written = Self.write(waiting, to: connection)
        if case .done = written { connection.output = nil }
        return written
    }

    private func sendOutput(to connection: Connection) -> Written {
        defer { output.removeAll() }
        if let waiting = connection.output {
            waiting.append(UnsafeRawBufferPointer(output.bytes))
            return .waits(connection.interest)
        }
        let written = Self.write(output, to: connection)
        if case .waits = written {
            let rest = ByteBuffer(capacity: output.count)
            rest.append(UnsafeRawBufferPointer(output.bytes))
            connection.output = rest
        }
        return written
    }

    private static func write(_ buffer: ByteBuffer, to connection: Connection) -> Written {
        while !buffer.isEmpty {
            switch connection.stream.write(UnsafeRawBufferPointer(buffer.bytes)) {
            case .bytes(let count): buffer.consume(count)
            case .wantsWrite: return .waits(.write)
            case .wantsRead: return .waits(.read)
            case .ended, .failed: return .failed
            }
        }
        return .done
    }
}
