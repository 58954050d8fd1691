extension YAMLStream {
    /// Cuts a stream in front of markers `---` into parts of about a size, which can be read by themselves.
    ///
    /// Nothing that is open at such a marker can be read, so that a part with half of it cannot be read either.
    package static func parts(of bytes: [UInt8], size: Int) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = 0
        while bytes.count - start > size, let next = cut(bytes, from: start + size) {
            parts.append(start..<next)
            start = next
        }
        parts.append(start..<bytes.count)
        return parts
    }

    private static func cut(_ bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { source in
            var position = start
            while let lineEnd = source[position...].firstIndex(of: 0x0A) {
                position = lineEnd + 1
                if isMarker(source, at: position), !isBehindDirective(source, position) { return position }
            }
            return nil
        }
    }

    private static func isMarker(_ source: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
        guard position + 3 < source.count else { return false }
        return source[position..<position + 3].allSatisfy { $0 == UInt8(ascii: "-") } && source[position + 3] <= 0x20
    }

    /// Whether the lines in front may be a directive of the document: only comments and blanks stand between them.
    private static func isBehindDirective(_ source: UnsafeBufferPointer<UInt8>, _ marker: Int) -> Bool {
        var end = marker
        while end > 0 {
            let start = (source[..<(end - 1)].lastIndex { $0 == 0x0A || $0 == 0x0D } ?? -1) + 1
            let first = source[start..<end].first { $0 > 0x20 }
            if let first, first != UInt8(ascii: "#") { return first == UInt8(ascii: "%") }
            end = start
        }
        return false
    }
}
