package import JSON

/// Positions of growing offsets in one text, in one pass over it: a stream may hold thousands of documents.
package struct LineCounter {
    private let bytes: [UInt8]
    private var offset = 0
    private var position = JSONPosition(line: 1, column: 1)

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The place of `target`, which must not be before the last one asked for.
    package mutating func position(at target: Int) -> JSONPosition {
        let end = min(max(target, offset), bytes.count)
        let step = bytes[offset..<end].withUnsafeBufferPointer { JSONPosition(offset: $0.count, in: $0) }
        position = step.shifted(by: position)
        offset = end
        return position
    }
}
