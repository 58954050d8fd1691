/// Takes the chunked coding (RFC 9112 section 7.1) off in place.
///
/// Chunk data moves down over the framing around it, so the decoded body lies in one piece behind the head and the
/// buffer never holds more than it and what has not been decoded.
struct HTTPChunkedDecoder {
    private enum Stage {
        case size
        case data(remaining: Int)
        case dataEnd
        case trailers
        case done
    }

    private var stage = Stage.size
    private let bodyStart: Int
    private(set) var bodyEnd: Int
    private var trailerBytes = 0

    init(bodyStart: Int) {
        self.bodyStart = bodyStart
        bodyEnd = bodyStart
    }

    /// The caller has taken the decoded bytes out of the buffer: a body that is read piece by piece.
    mutating func handedOver() {
        bodyEnd = bodyStart
    }

    /// True when the last chunk and the trailer section have been read.
    mutating func decode(_ buffer: ByteBuffer, limits: HTTPLimits) throws(HTTPParseError) -> Bool {
        let bytes = buffer.bytes
        var position = bodyEnd
        let isDone = try decode(bytes, from: &position, limits: limits)
        buffer.remove(bodyEnd..<position)
        return isDone
    }

    private mutating func decode(
        _ bytes: UnsafeMutableRawBufferPointer,
        from position: inout Int,
        limits: HTTPLimits
    ) throws(HTTPParseError) -> Bool {
        while true {
            switch stage {
            case .size:
                guard let line = try line(bytes, &position, limit: limits.chunkLine, .malformedChunk) else {
                    return false
                }
                let size = try Self.size(line, limit: limits.body - (bodyEnd - bodyStart))
                stage = size == 0 ? .trailers : .data(remaining: size)
            case .data(let remaining):
                let count = min(remaining, bytes.count - position)
                if count == 0 { return false }
                UnsafeMutableRawBufferPointer(rebasing: bytes[bodyEnd...])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<(position + count)]))
                bodyEnd += count
                position += count
                stage = remaining == count ? .dataEnd : .data(remaining: remaining - count)
            case .dataEnd:
                if position < bytes.count, bytes[position] != UInt8(ascii: "\r") { throw .malformedChunk }
                guard bytes.count - position >= 2 else { return false }
                if bytes[position + 1] != UInt8(ascii: "\n") { throw .malformedChunk }
                position += 2
                stage = .size
            case .trailers:
                let start = position
                let room = limits.headerBlock - trailerBytes
                guard let line = try line(bytes, &position, limit: room, .headerTooLarge) else { return false }
                trailerBytes += position - start
                if line.isEmpty {
                    stage = .done
                } else {
                    // Checked like header fields and then ignored (RFC 9112 section 7.1.2).
                    _ = try HTTPFieldLine(line, malformed: .malformedTrailer)
                }
            case .done:
                return true
            }
        }
    }

    /// The line at `position` without its CRLF, nil while its end is missing.
    private func line(
        _ bytes: UnsafeMutableRawBufferPointer,
        _ position: inout Int,
        limit: Int,
        _ tooLong: HTTPParseError
    ) throws(HTTPParseError) -> UnsafeRawBufferPointer? {
        var scanner = HTTPLineScanner(start: position)
        let malformed: HTTPParseError = tooLong == .headerTooLarge ? .malformedTrailer : tooLong
        guard let line = try scanner.next(in: UnsafeRawBufferPointer(bytes), malformed: malformed) else {
            if bytes.count - position > limit + 1 { throw tooLong }
            return nil
        }
        if line.count > limit { throw tooLong }
        position = scanner.start
        return UnsafeRawBufferPointer(rebasing: bytes[line])
    }

    /// `1*HEXDIG [ chunk-ext ]`; extensions are ignored (RFC 9112 section 7.1.1).
    private static func size(_ line: UnsafeRawBufferPointer, limit: Int) throws(HTTPParseError) -> Int {
        var size = 0
        var index = 0
        while index < line.count, let digit = hexDigit(line[index]) {
            size = size << 4 | digit
            if size > limit { throw .bodyTooLarge }
            index += 1
        }
        if index == 0 { throw .malformedChunk }
        if index < line.count {
            if line[index] != UInt8(ascii: ";") { throw .malformedChunk }
            for byte in line[index...] where !ByteClass.fieldValue.contains(byte) { throw .malformedChunk }
        }
        return size
    }

    private static func hexDigit(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 0x30
        case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte) - 0x61 + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte) - 0x41 + 10
        default: nil
        }
    }
}
