/// Reads one HTTP/1.x response to a GET (RFC 9112) from a buffer that fills piece by piece; the body is handed over as it
/// comes and never collected.
package struct HTTPResponseParser {
    private enum Body {
        case length(remaining: Int)
        case chunked(HTTPChunkedDecoder)
        case untilClose
    }

    private let limits: HTTPLimits
    private var headParser = HTTPResponseHeadParser()
    private var body = Body.untilClose

    package init() {
        var limits = HTTPLimits()
        // Whoever takes the pieces bounds them; this is what sizes are added up in without overflow.
        limits.body = .max >> 8
        self.limits = limits
    }

    /// The head of the final response, taken out of the buffer; nil while a part of it is missing.
    ///
    /// Interim responses are passed over (RFC 9110 section 15.2).
    package mutating func parseHead(_ buffer: ByteBuffer) throws(HTTPParseError) -> HTTPResponseHead? {
        while let head = try headParser.parse(UnsafeRawBufferPointer(buffer.bytes), limits: limits) {
            buffer.consume(headParser.length)
            headParser = HTTPResponseHeadParser()
            // Nobody asked for another protocol.
            if head.status == 101 { throw .malformedStatusLine }
            guard head.status >= 200 else { continue }
            body =
                switch head.framing {
                case .length(let length): .length(remaining: length)
                case .chunked: .chunked(HTTPChunkedDecoder(bodyStart: 0))
                case .untilClose: .untilClose
                }
            return head
        }
        return nil
    }

    /// Takes what has come of the body out of the buffer; true when that was all of it.
    ///
    /// `piece` must not touch the buffer.
    package mutating func parseBody(
        _ buffer: ByteBuffer,
        _ piece: (UnsafeRawBufferPointer) -> Void
    ) throws(HTTPParseError) -> Bool {
        switch body {
        case .length(let remaining):
            let count = min(remaining, buffer.count)
            Self.handOver(count, of: buffer, piece)
            body = .length(remaining: remaining - count)
            return remaining == count
        case .chunked(var decoder):
            let isComplete = try decoder.decode(buffer, limits: limits)
            Self.handOver(decoder.bodyEnd, of: buffer, piece)
            decoder.handedOver()
            body = .chunked(decoder)
            return isComplete
        case .untilClose:
            Self.handOver(buffer.count, of: buffer, piece)
            return false
        }
    }

    /// Whether a connection that ends now ends the body in order.
    package var mayEndHere: Bool {
        if case .untilClose = body { true } else { false }
    }

    private static func handOver(_ count: Int, of buffer: ByteBuffer, _ piece: (UnsafeRawBufferPointer) -> Void) {
        guard count > 0 else { return }
        piece(UnsafeRawBufferPointer(rebasing: buffer.bytes[..<count]))
        buffer.consume(count)
    }
}
