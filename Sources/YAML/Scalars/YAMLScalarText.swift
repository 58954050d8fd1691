/// Takes what a scalar means, piece by piece, each with the bytes of the text that it stands for.
protocol YAMLScalarSink {
    /// Bytes that mean themselves.
    mutating func copy(_ source: Range<Int>)
    /// A line feed or space, so many times.
    mutating func put(_ byte: UInt8, count: Int, for source: Range<Int>)
    mutating func put(scalar: UInt32, for source: Range<Int>)
}

/// What a scalar means: line folding, escapes, indentation and chomping carried out.
///
/// It has been read by ``YAMLParser``, so that nothing can be wrong with it.
struct YAMLScalarText {
    /// Ends with a zero somewhere behind the scalar.
    let text: UnsafePointer<UInt8>

    /// `range` is that of the ``YAMLSource``, `indent` that of a block scalar.
    @inline(__always)
    func decode(_ range: Range<Int>, _ style: YAMLStyle, indent: Int, into sink: inout some YAMLScalarSink) {
        switch style {
        case .plain: folded(range, escape: 0, &sink)
        case .singleQuoted: folded(range.inner, escape: UInt8(ascii: "'"), &sink)
        case .doubleQuoted: folded(range.inner, escape: UInt8(ascii: "\\"), &sink)
        case .literal, .folded: block(range, isFolded: style == .folded, indent, &sink)
        case .blockMapping, .blockSequence, .flowMapping, .flowSequence, .empty: break
        }
    }

    private func folded(_ range: Range<Int>, escape: UInt8, _ sink: inout some YAMLScalarSink) {
        var start = range.lowerBound
        var index = start
        let end = range.upperBound
        while index < end {
            let byte = text[index]
            if byte == escape, escape != 0 {
                sink.copy(start..<index)
                index += unescape(at: index, end, &sink)
                start = index
            } else if byte == 0x0A || byte == 0x0D {
                var last = index
                while last > start, Self.isSpace(text[last - 1]) { last -= 1 }
                sink.copy(start..<last)
                let (next, breaks) = behindBreaks(index, end)
                if breaks == 1 {
                    sink.put(0x20, count: 1, for: last..<next)
                } else {
                    sink.put(0x0A, count: breaks - 1, for: last..<next)
                }
                index = next
                start = next
            } else {
                index += 1
            }
        }
        sink.copy(start..<end)
    }

    /// Returns how many bytes the escape takes.
    private func unescape(at index: Int, _ end: Int, _ sink: inout some YAMLScalarSink) -> Int {
        guard text[index] == UInt8(ascii: "\\") else {
            sink.put(scalar: UInt32(text[index]), for: index..<index + 2)
            return 2
        }
        if text[index + 1] == 0x0A || text[index + 1] == 0x0D {
            let (next, breaks) = behindBreaks(index + 1, end)
            sink.put(0x0A, count: breaks - 1, for: index..<next)
            return next - index
        }
        // What cannot be is passed over.
        guard let escape = YAMLEscape(text, at: index + 1), index + 1 + escape.length <= end else { return 1 }
        sink.put(scalar: escape.scalar, for: index..<index + 1 + escape.length)
        return 1 + escape.length
    }

    /// Behind line breaks and the white space between and behind them, and how many there are.
    private func behindBreaks(_ start: Int, _ end: Int) -> (next: Int, count: Int) {
        var index = start
        var count = 0
        while index < end {
            if Self.isSpace(text[index]) {
                index += 1
            } else if text[index] == 0x0A || text[index] == 0x0D {
                index = behindBreak(index)
                count += 1
            } else {
                break
            }
        }
        return (index, count)
    }

    private func behindBreak(_ index: Int) -> Int {
        index + (text[index] == 0x0D && text[index + 1] == 0x0A ? 2 : 1)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    private static func isBreakOrEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D || byte == 0 }

    private func block(_ range: Range<Int>, isFolded: Bool, _ indent: Int, _ sink: inout some YAMLScalarSink) {
        var index = range.lowerBound
        let end = range.upperBound
        var chomping: UInt8 = 0
        while index < end, !Self.isBreakOrEnd(text[index]) {
            let byte = text[index]
            if byte == UInt8(ascii: "#") || byte == 0x20 || byte == 0x09 { break }
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { chomping = byte }
            index += 1
        }
        while index < end, !Self.isBreakOrEnd(text[index]) { index += 1 }
        guard index < end else { return }
        index = behindBreak(index)
        // The break of the last line with text, and the empty lines behind it: what follows decides about them.
        var pending = index..<index
        var hasBreak = false
        var empty = 0
        var wasIndented = false
        while index <= end {
            let column = min(end, index + indent)
            while index < column, text[index] == 0x20 { index += 1 }
            let start = index
            while index < end, !Self.isBreakOrEnd(text[index]) { index += 1 }
            let isLast = index >= end
            let next = Self.isBreakOrEnd(text[index]) && text[index] != 0 ? behindBreak(index) : index
            if start == index {
                if text[index] != 0 { empty += 1 }
            } else {
                let isIndented = Self.isSpace(text[start])
                if isFolded, hasBreak, !wasIndented, !isIndented {
                    if empty == 0 { sink.put(0x20, count: 1, for: pending.lowerBound..<start) }
                } else if hasBreak {
                    sink.put(0x0A, count: 1, for: pending)
                }
                if empty > 0 { sink.put(0x0A, count: empty, for: pending.upperBound..<start) }
                sink.copy(start..<index)
                pending = index..<next
                hasBreak = text[index] != 0
                empty = 0
                wasIndented = isIndented
            }
            if isLast { break }
            index = next
        }
        guard chomping != UInt8(ascii: "-") else { return }
        if hasBreak { sink.put(0x0A, count: 1, for: pending.clamped(to: range)) }
        if chomping == UInt8(ascii: "+"), empty > 0 {
            sink.put(0x0A, count: empty, for: pending.upperBound.clamped(to: range)..<end)
        }
    }
}

extension Range<Int> {
    /// A quoted scalar without its quotes.
    fileprivate var inner: Range<Int> { count >= 2 ? (lowerBound + 1)..<(upperBound - 1) : lowerBound..<lowerBound }
}

extension Int {
    fileprivate func clamped(to range: Range<Int>) -> Int {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
