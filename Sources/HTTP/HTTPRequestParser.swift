/// Reads HTTP/1.x requests (RFC 9112) from a buffer that fills piece by piece, strictly: what two implementations could
/// frame differently is an error.
package struct HTTPRequestParser {
    package enum Progress: Hashable, Sendable {
        /// Not one byte of a request so far.
        case needsRequest
        case needsHead
        case needsBody
        /// `bodyLength` bytes of content follow the head in the buffer, in one piece.
        case complete(bodyLength: Int)
    }

    private enum Stage {
        case head(HTTPHeadParser)
        case length(Int)
        case chunked(HTTPChunkedDecoder)
    }

    private let limits: HTTPLimits
    private var stage = Stage.head(HTTPHeadParser())
    private var skippedEmptyLine = false

    /// True to the request once the progress is ``Progress/needsBody`` or ``Progress/complete(bodyLength:)``.
    package private(set) var head = HTTPRequestHead()

    package init(limits: HTTPLimits = HTTPLimits()) {
        self.limits = limits
    }

    /// Goes on to the next request; the caller has consumed the one before.
    package mutating func reset() {
        stage = .head(HTTPHeadParser())
        skippedEmptyLine = false
    }

    /// Looks at everything in the buffer; what it has understood stays understood in the next call.
    ///
    /// After an error the parser must not be called again.
    package mutating func parse(_ buffer: ByteBuffer) throws(HTTPParseError) -> Progress {
        switch stage {
        case .head(var parser):
            guard try skipEmptyLine(buffer) else { return .needsRequest }
            let isComplete = try parser.parse(UnsafeRawBufferPointer(buffer.bytes), limits: limits)
            guard isComplete else {
                stage = .head(parser)
                return .needsHead
            }
            head = parser.head
            switch head.framing {
            case .length(let length):
                stage = .length(length)
            case .chunked:
                stage = .chunked(HTTPChunkedDecoder(bodyStart: head.length))
            }
            return try parse(buffer)
        case .length(let length):
            return buffer.count - head.length >= length ? .complete(bodyLength: length) : .needsBody
        case .chunked(var decoder):
            let isComplete = try decoder.decode(buffer, limits: limits)
            stage = .chunked(decoder)
            return isComplete ? .complete(bodyLength: decoder.bodyEnd - head.length) : .needsBody
        }
    }

    /// False while nothing but the one empty line before a request that RFC 9112 section 2.2 allows has come.
    private mutating func skipEmptyLine(_ buffer: ByteBuffer) throws(HTTPParseError) -> Bool {
        let bytes = buffer.bytes
        guard let first = bytes.first else { return false }
        guard first == UInt8(ascii: "\r"), !skippedEmptyLine else { return true }
        guard bytes.count > 1 else { return false }
        if bytes[1] != UInt8(ascii: "\n") { throw .malformedRequestLine }
        buffer.consume(2)
        skippedEmptyLine = true
        return !buffer.isEmpty
    }
}
