import HTTP

/// What the parser made of some bytes, as values that can be compared.
enum Outcome: Hashable {
    case incomplete
    case request(ParsedRequest)
    case error(HTTPParseError)
}

struct ParsedRequest: Hashable {
    var method: HTTPMethod
    var path: String
    var query: String
    var host: String?
    var keepsAlive: Bool
    var expectsContinue: Bool
    var body: [UInt8]
    var rest: [UInt8]
}

/// Feeds pieces to a parser as reads would, until it has a request or refuses.
func parse(_ pieces: [[UInt8]], limits: HTTPLimits = HTTPLimits()) -> Outcome {
    var parser = HTTPRequestParser(limits: limits)
    let buffer = ByteBuffer(capacity: 64)
    for (index, piece) in pieces.enumerated() {
        buffer.append(piece)
        do throws(HTTPParseError) {
            guard case .complete(let bodyLength) = try parser.parse(buffer) else { continue }
            return .request(
                describe(parser.head, bodyLength, buffer, unread: pieces.dropFirst(index + 1).flatMap { $0 })
            )
        } catch {
            return .error(error)
        }
    }
    return .incomplete
}

func parse(_ text: String, limits: HTTPLimits = HTTPLimits()) -> Outcome {
    parse([Array(text.utf8)], limits: limits)
}

private func describe(
    _ head: HTTPRequestHead,
    _ bodyLength: Int,
    _ buffer: ByteBuffer,
    unread: [UInt8]
) -> ParsedRequest {
    let bytes = UnsafeRawBufferPointer(buffer.bytes)
    let end = head.length + bodyLength
    let request = HTTPRequest(
        head: head,
        headBytes: UnsafeRawBufferPointer(rebasing: bytes[..<head.length]),
        body: UnsafeRawBufferPointer(rebasing: bytes[head.length..<end])
    )
    return ParsedRequest(
        method: request.method,
        path: request.path,
        query: request.query,
        host: request.field("host"),
        keepsAlive: head.keepsAlive,
        expectsContinue: head.expectsContinue,
        body: Array(request.body),
        rest: Array(bytes[end...]) + unread
    )
}
