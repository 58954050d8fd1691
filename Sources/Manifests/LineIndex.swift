package import JSON

/// Lines of a file, for positions in any order.
package struct LineIndex: Sendable {
    /// The first byte of each line.
    private let starts: [Int]
    private let count: Int

    package init(_ bytes: [UInt8]) {
        var starts = [0]
        bytes.withUnsafeBufferPointer { source in
            for index in source.indices where source[index] == UInt8(ascii: "\n") { starts.append(index + 1) }
        }
        self.starts = starts
        count = bytes.count
    }

    /// Line and column from 1, the column in Unicode scalars; `bytes` are those of the file.
    package func position(of offset: Int, in bytes: [UInt8]) -> JSONPosition {
        let offset = Swift.min(Swift.max(0, offset), count)
        let line = index(of: offset)
        let column = bytes[starts[line]..<offset].reduce(into: 1) { column, byte in
            if byte & 0xC0 != 0x80 { column += 1 }
        }
        return JSONPosition(line: line + 1, column: column)
    }

    /// The bytes of a line, which counts from 1, without its end; empty where there is none.
    package func range(ofLine line: Int, in bytes: [UInt8]) -> Range<Int> {
        guard line >= 1, line <= starts.count else { return 0..<0 }
        let start = starts[line - 1]
        var end = line < starts.count ? starts[line] - 1 : count
        if end > start, end <= bytes.count, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
    }

    /// The line that holds a byte, from 0.
    private func index(of offset: Int) -> Int {
        var low = 0
        var high = starts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
