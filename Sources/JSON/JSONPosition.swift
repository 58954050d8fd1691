/// A place in a source text for people: line and column, both from 1.
package struct JSONPosition: Hashable, Sendable {
    package var line: Int
    /// Counted in Unicode scalars, as editors do.
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Scans the source up to `offset`, so it is meant for errors and reports and not for each value.
    package init(offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        var line = 1
        var column = 1
        var index = 0
        let end = min(max(0, offset), bytes.count)
        while index < end {
            let byte = bytes[index]
            index &+= 1
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        self.init(line: line, column: column)
    }
}
