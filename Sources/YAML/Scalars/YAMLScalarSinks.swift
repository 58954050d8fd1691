/// The meaning as bytes.
struct YAMLBytesSink: YAMLScalarSink {
    let text: UnsafePointer<UInt8>
    private(set) var bytes: [UInt8] = []

    init(_ text: UnsafePointer<UInt8>) {
        self.text = text
    }

    mutating func copy(_ source: Range<Int>) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text + source.lowerBound, count: source.count))
    }

    mutating func put(_ byte: UInt8, count: Int, for source: Range<Int>) {
        bytes.append(contentsOf: repeatElement(byte, count: count))
    }

    mutating func put(scalar: UInt32, for source: Range<Int>) {
        bytes.append(contentsOf: UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
    }
}

/// Where a range of the meaning comes from.
struct YAMLOffsetSink: YAMLScalarSink {
    private let wanted: Range<Int>
    private var length = 0
    private var start: Int?
    private var end: Int?

    /// `wanted` are bytes of the decoded UTF-8.
    init(_ wanted: Range<Int>) {
        self.wanted = wanted
    }

    /// What is wanted beyond the end of the meaning is at the end of the scalar's text.
    func range(behind end: Int) -> Range<Int> {
        let start = start ?? end
        return start..<max(start, self.end ?? end)
    }

    mutating func copy(_ source: Range<Int>) {
        if start == nil, length + source.count > wanted.lowerBound {
            start = source.lowerBound + wanted.lowerBound - length
        }
        if end == nil, length + source.count >= wanted.upperBound {
            end = source.lowerBound + max(0, wanted.upperBound - length)
        }
        length += source.count
    }

    mutating func put(_ byte: UInt8, count: Int, for source: Range<Int>) { put(count, for: source) }

    mutating func put(scalar: UInt32, for source: Range<Int>) {
        put(scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4, for: source)
    }

    private mutating func put(_ count: Int, for source: Range<Int>) {
        if start == nil, length + count > wanted.lowerBound { start = source.lowerBound }
        if end == nil, length + count >= wanted.upperBound {
            end = length >= wanted.upperBound ? source.lowerBound : source.upperBound
        }
        length += count
    }
}
