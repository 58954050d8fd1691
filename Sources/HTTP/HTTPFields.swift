/// Walks field lines that the parser has already found to be well formed.
struct HTTPFields {
    private let lines: UnsafeRawBufferPointer

    init(_ head: UnsafeRawBufferPointer, _ range: Range<Int>) {
        lines =
            range.upperBound <= head.count
            ? UnsafeRawBufferPointer(rebasing: head[range]) : UnsafeRawBufferPointer(start: nil, count: 0)
    }

    func forEach(_ body: (_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Void) {
        var start = 0
        while let end = lines[start...].firstIndex(of: UInt8(ascii: "\r")) {
            let line = UnsafeRawBufferPointer(rebasing: lines[start..<end])
            if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
                body(
                    UnsafeRawBufferPointer(rebasing: line[..<colon]),
                    UnsafeRawBufferPointer(rebasing: line[(colon + 1)...]).trimmed
                )
            }
            start = end + 2
            if start >= lines.count { return }
        }
    }
}
