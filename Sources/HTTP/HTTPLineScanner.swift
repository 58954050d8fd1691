/// Finds lines that end in CRLF without looking at a byte twice, however the bytes arrive.
struct HTTPLineScanner {
    /// Where the current line begins.
    var start = 0

    /// Everything before it has been searched for the line's end.
    private(set) var searched = 0

    init(start: Int = 0) {
        self.start = start
        searched = start
    }

    /// The next line without its CRLF, nil while its end is missing.
    ///
    /// RFC 9112 section 2.2 lets a server take a bare LF for a line end; that leniency is what request smuggling lives
    /// on, so it is refused.
    mutating func next(
        in bytes: UnsafeRawBufferPointer,
        malformed: HTTPParseError
    ) throws(HTTPParseError) -> Range<Int>? {
        var index = searched
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\n") {
                guard index > start, bytes[index - 1] == UInt8(ascii: "\r") else { throw malformed }
                let line = start..<(index - 1)
                start = index + 1
                searched = start
                return line
            }
            index += 1
        }
        searched = index
        return nil
    }
}

/// A field line taken apart.
struct HTTPFieldLine {
    let name: UnsafeRawBufferPointer
    let value: UnsafeRawBufferPointer

    init(_ line: UnsafeRawBufferPointer, malformed: HTTPParseError) throws(HTTPParseError) {
        guard let first = line.first else { throw malformed }
        // RFC 9112 section 5.2; section 2.2 for white space in front of the first field.
        if first == 0x20 || first == 0x09 { throw .obsoleteLineFolding }
        var colon = 0
        while colon < line.count, ByteClass.token.contains(line[colon]) { colon += 1 }
        // White space before the colon must be answered with 400 (RFC 9112 section 5.1).
        guard colon > 0, colon < line.count, line[colon] == UInt8(ascii: ":") else { throw malformed }
        let value = UnsafeRawBufferPointer(rebasing: line[(colon + 1)...]).trimmed
        let allowed = ByteClass.fieldValue
        for byte in value where !allowed.contains(byte) { throw malformed }
        self.name = UnsafeRawBufferPointer(rebasing: line[..<colon])
        self.value = value
    }
}
