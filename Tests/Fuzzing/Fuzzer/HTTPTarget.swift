import HTTP

/// However the bytes are cut into reads, the same requests come out, or the same error.
func fuzzHTTP(_ input: [UInt8]) {
    guard let first = input.first else { return }
    let bytes = Array(input.dropFirst())
    let whole = requests(in: [bytes])
    // The first byte says where to cut: in steps of one size, or of growing size.
    let step = Int(first & 0x7F) + 1
    var pieces: [[UInt8]] = []
    var position = 0
    var size = step
    while position < bytes.count {
        pieces.append(Array(bytes[position..<min(position + size, bytes.count)]))
        position += size
        if first >= 0x80 { size += 1 }
    }
    let cut = requests(in: pieces)
    expect(agree(cut, whole), "cut into \(step): \(cut.suffix(2)) instead of \(whole.suffix(2))")
}

/// A line that is too long may be refused for that before anybody sees what else is wrong with it.
private func agree(_ left: [Event], _ right: [Event]) -> Bool {
    if left == right { return true }
    guard left.count == right.count, left.dropLast() == right.dropLast(), case .error(let one)? = left.last,
        case .error(let other)? = right.last
    else { return false }
    let limits: [HTTPParseError] = [.requestLineTooLong, .headerTooLarge, .bodyTooLarge]
    return limits.contains(one) || limits.contains(other)
}

private enum Event: Equatable {
    case request(HTTPRequestHead, path: String, fields: [String?], body: [UInt8])
    case error(HTTPParseError)
    case unfinished
}

private func requests(in pieces: [[UInt8]]) -> [Event] {
    var limits = HTTPLimits()
    // Small, so that inputs of a few kilobytes meet them.
    limits.requestLine = 256
    limits.headerBlock = 1024
    limits.fieldCount = 12
    limits.body = 2048
    limits.chunkLine = 32
    var parser = HTTPRequestParser(limits: limits)
    let buffer = ByteBuffer(capacity: 64)
    var events: [Event] = []
    for piece in pieces {
        buffer.append(piece)
        do throws(HTTPParseError) {
            while case .complete(let bodyLength) = try parser.parse(buffer) {
                events.append(event(parser.head, bodyLength, buffer))
                buffer.consume(parser.head.length + bodyLength)
                parser.reset()
                if buffer.isEmpty { break }
            }
        } catch {
            return events + [.error(error)]
        }
    }
    return buffer.isEmpty ? events : events + [.unfinished]
}

private func event(_ head: HTTPRequestHead, _ bodyLength: Int, _ buffer: ByteBuffer) -> Event {
    let bytes = UnsafeRawBufferPointer(buffer.bytes)
    expect(head.length + bodyLength <= bytes.count, "a request longer than what came")
    let request = HTTPRequest(
        head: head,
        headBytes: UnsafeRawBufferPointer(rebasing: bytes[..<head.length]),
        body: UnsafeRawBufferPointer(rebasing: bytes[head.length..<head.length + bodyLength])
    )
    return .request(
        head,
        path: request.path + "?" + request.query,
        fields: [request.field("host"), request.field("content-type")],
        body: Array(request.body)
    )
}
