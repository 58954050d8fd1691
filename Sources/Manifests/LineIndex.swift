package import JSON

/// Lines of a file, for positions in any order; each costs the same in a line of many megabytes.
package struct LineIndex: Sendable {
    /// The first byte of each line.
    private let starts: [Int]
    /// The Unicode scalars that begin before each block of ``blockSize`` bytes.
    private let scalars: [Int]
    private let size: Int

    private static let blockSize = 1024

    /// The number of lines; behind a last line end there is an empty one.
    package var count: Int { starts.count }

    package init(_ bytes: [UInt8]) {
        var starts = [0]
        var scalars: [Int] = []
        scalars.reserveCapacity(bytes.count / Self.blockSize + 1)
        var seen = 0
        bytes.withUnsafeBufferPointer { source in
            var start = 0
            while start < source.count {
                scalars.append(seen)
                let end = min(start + Self.blockSize, source.count)
                // Two loops, of which the compiler does the first for many bytes at once.
                var others = 0
                var hasBreak: UInt8 = 0
                for index in start..<end {
                    others &+= source[index] & 0xC0 == 0x80 ? 1 : 0
                    hasBreak |= source[index] == UInt8(ascii: "\n") ? 1 : 0
                }
                if hasBreak > 0 {
                    for index in start..<end where source[index] == UInt8(ascii: "\n") { starts.append(index + 1) }
                }
                seen += end - start - others
                start = end
            }
        }
        scalars.append(seen)
        self.starts = starts
        self.scalars = scalars
        size = bytes.count
    }

    /// Line and column from 1, the column in Unicode scalars; `bytes` are those of the file.
    package func position(of offset: Int, in bytes: [UInt8]) -> JSONPosition {
        let offset = min(max(0, offset), size)
        let line = Self.last(in: starts) { $0 <= offset }
        return JSONPosition(
            line: line + 1,
            column: scalars(before: offset, bytes) - scalars(before: starts[line], bytes) + 1
        )
    }

    /// The byte at a position; the end of the line where it is shorter.
    package func offset(of position: JSONPosition, in bytes: [UInt8]) -> Int {
        let line = range(ofLine: position.line, in: bytes)
        let wanted = scalars(before: line.lowerBound, bytes) + max(0, position.column - 1)
        var offset = max(line.lowerBound, Self.last(in: scalars) { $0 <= wanted } * Self.blockSize)
        var seen = scalars(before: min(offset, size), bytes)
        while offset < line.upperBound {
            if bytes[offset] & 0xC0 != 0x80 {
                if seen == wanted { break }
                seen += 1
            }
            offset += 1
        }
        return min(offset, line.upperBound)
    }

    /// The bytes of a line, which counts from 1, without its end; empty where there is none.
    package func range(ofLine line: Int, in bytes: [UInt8]) -> Range<Int> {
        guard line >= 1, line <= starts.count else { return 0..<0 }
        let start = starts[line - 1]
        var end = line < starts.count ? starts[line] - 1 : size
        if end > start, end <= bytes.count, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
    }

    private func scalars(before offset: Int, _ bytes: [UInt8]) -> Int {
        let block = offset / Self.blockSize
        let start = block * Self.blockSize
        return bytes.withUnsafeBufferPointer { source in
            var others = 0
            for index in start..<offset { others &+= source[index] & 0xC0 == 0x80 ? 1 : 0 }
            return scalars[min(block, scalars.count - 1)] + offset - start - others
        }
    }

    /// The index of the last value that still is as asked for; the values are in order, and the first one is.
    private static func last(in values: [Int], where isWanted: (Int) -> Bool) -> Int {
        var low = 0
        var high = values.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if isWanted(values[middle]) { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
