/// Reading a document: no lookup allocates, only decoding a string does.
extension JSONDocument {
    @inlinable @inline(__always)
    package func kind(_ node: JSONNode) -> JSONKind { entry(node).kind }

    /// The bytes of a value in the source; a string's include its quotes.
    @inlinable @inline(__always)
    package func range(_ node: JSONNode) -> Range<Int> { entry(node).range }

    /// The number of elements or members; 0 for scalars.
    @inlinable @inline(__always)
    package func count(_ node: JSONNode) -> Int { entry(node).count }

    /// The value of a key of an object; the last one when the key stands there twice, as Go decodes it.
    package func member(_ name: StaticString, of object: JSONNode) -> JSONNode? {
        member(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount), of: object)
    }

    package func member(_ name: String, of object: JSONNode) -> JSONNode? {
        var name = name
        return name.withUTF8 { member($0, of: object) }
    }

    func member(_ name: UnsafeBufferPointer<UInt8>, of object: JSONNode) -> JSONNode? {
        let container = entry(object)
        guard case .object = container.kind else { return nil }
        let mayRepeat = duplicateKey != nil
        var found: JSONNode?
        bytes.withUnsafeBufferPointer { source in
            var key = Int(object.index) + 1
            let end = Int(object.index) + container.size
            while key < end {
                if Self.equal(tape[key], name, source) {
                    found = JSONNode(index: UInt32(truncatingIfNeeded: key + 1))
                    if !mayRepeat { return }
                }
                key += 1 + tape[key + 1].size
            }
        }
        return found
    }

    /// Whether a string node's decoded text is `text`.
    @inlinable @inline(__always)
    package func string(_ node: JSONNode, equals text: StaticString) -> Bool {
        let entry = entry(node)
        guard case .string = entry.kind else { return false }
        return bytes.withUnsafeBufferPointer { entry.hasText(text, in: $0) }
    }

    @inline(__always)
    private static func equal(
        _ string: JSONTapeEntry,
        _ wanted: UnsafeBufferPointer<UInt8>,
        _ source: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard !string.isEscaped else { return string.decodesTo(wanted, in: source) }
        return ByteComparison.equal(UnsafeBufferPointer(rebasing: source[string.inner]), wanted)
    }

    /// The decoded text of a string node; nil for every other kind.
    package func string(_ node: JSONNode) -> String? {
        let entry = entry(node)
        guard case .string = entry.kind else { return nil }
        return bytes.withUnsafeBufferPointer { source in
            let inner = UnsafeBufferPointer(rebasing: source[entry.inner])
            return entry.isEscaped
                ? String(decoding: JSONUnescape.bytes(inner), as: UTF8.self) : String(decoding: inner, as: UTF8.self)
        }
    }

    /// The decoded UTF-8 of a string node, for comparisons: `String` has canonical equivalence, JSON has not.
    func utf8(_ node: JSONNode) -> [UInt8] {
        let entry = entry(node)
        guard entry.kind == .string else { return [] }
        return bytes.withUnsafeBufferPointer { source in
            let inner = UnsafeBufferPointer(rebasing: source[entry.inner])
            return entry.isEscaped ? JSONUnescape.bytes(inner) : Array(inner)
        }
    }

    package func boolean(_ node: JSONNode) -> Bool? {
        let entry = entry(node)
        guard entry.kind == .boolean else { return nil }
        return bytes[Int(entry.start)] == UInt8(ascii: "t")
    }

    /// The source text of any value: of a number its digits as written.
    package func text(_ node: JSONNode) -> String {
        String(decoding: bytes[range(node)], as: UTF8.self)
    }

    /// A number written as an integer literal that fits; nil for `80.0`, `8e1`, strings and everything else.
    package func integer(_ node: JSONNode) -> Int? {
        let entry = entry(node)
        guard case .number = entry.kind else { return nil }
        guard entry.length < 19 else { return Int(text(node)) }
        return bytes.withUnsafeBufferPointer { source in
            var value = 0
            var index = Int(entry.start)
            let isNegative = source[index] == UInt8(ascii: "-")
            if isNegative { index &+= 1 }
            while index < Int(entry.end) {
                let digit = source[index] &- UInt8(ascii: "0")
                guard digit < 10 else { return nil }
                value = value &* 10 &+ Int(digit)
                index &+= 1
            }
            return isNegative ? -value : value
        }
    }

    package func position(_ node: JSONNode) -> JSONPosition {
        bytes.withUnsafeBufferPointer { JSONPosition(offset: range(node).lowerBound, in: $0) }
    }

    /// Whether two values, maybe of two documents, have the same bytes.
    package func sameText(_ node: JSONNode, as other: JSONNode, in document: JSONDocument) -> Bool {
        let left = range(node)
        let right = document.range(other)
        guard left.count == right.count else { return false }
        return bytes.withUnsafeBufferPointer { mine in
            document.bytes.withUnsafeBufferPointer { theirs in
                ByteComparison.equal(
                    UnsafeBufferPointer(rebasing: mine[left]),
                    UnsafeBufferPointer(rebasing: theirs[right])
                )
            }
        }
    }
}
