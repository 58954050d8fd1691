/// Reading a document: no lookup allocates, only decoding a string does.
extension JSONDocument {
    @inline(__always)
    package func kind(_ node: JSONNode) -> JSONKind { entry(node).kind }

    /// The bytes of a value in the source; a string's include its quotes.
    @inline(__always)
    package func range(_ node: JSONNode) -> Range<Int> { entry(node).range }

    /// The number of elements or members; 0 for scalars.
    package func count(_ node: JSONNode) -> Int { entry(node).count }

    /// The value of a key of an object; the last one when the key stands there twice, as Go decodes it.
    package func member(_ name: StaticString, of object: JSONNode) -> JSONNode? {
        let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        return member(object) { equals($0, wanted) }
    }

    package func member(_ name: String, of object: JSONNode) -> JSONNode? {
        var name = name
        return name.withUTF8 { wanted in member(object) { equals($0, wanted) } }
    }

    @inline(__always)
    private func member(_ object: JSONNode, where matches: (JSONTapeEntry) -> Bool) -> JSONNode? {
        let container = entry(object)
        guard container.kind == .object else { return nil }
        let mayRepeat = duplicateKey != nil
        var found: JSONNode?
        var key = object.index + 1
        while key < container.next {
            let value = JSONNode(index: key + 1)
            if matches(entry(JSONNode(index: key))) {
                if !mayRepeat { return value }
                found = value
            }
            key = entry(value).next
        }
        return found
    }

    /// Whether a string node's decoded text is `text`.
    package func string(_ node: JSONNode, equals text: StaticString) -> Bool {
        let entry = entry(node)
        guard entry.kind == .string else { return false }
        return equals(entry, UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    @inline(__always)
    private func equals(_ entry: JSONTapeEntry, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
        let length = Int(entry.end) - Int(entry.start) - 2
        if entry.isEscaped {
            return length >= wanted.count && decode(entry).utf8.elementsEqual(wanted)
        }
        guard length == wanted.count else { return false }
        return bytes.withUnsafeBufferPointer { source in
            for index in 0..<length where source[Int(entry.start) + 1 + index] != wanted[index] { return false }
            return true
        }
    }

    /// The decoded text of a string node; nil for every other kind.
    package func string(_ node: JSONNode) -> String? {
        let entry = entry(node)
        guard entry.kind == .string else { return nil }
        return decode(entry)
    }

    private func decode(_ entry: JSONTapeEntry) -> String {
        bytes.withUnsafeBufferPointer { source in
            let inner = UnsafeBufferPointer(rebasing: source[entry.range.dropFirst().dropLast()])
            return entry.isEscaped
                ? String(decoding: JSONUnescape.bytes(inner), as: UTF8.self) : String(decoding: inner, as: UTF8.self)
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
        guard kind(node) == .number else { return nil }
        return Int(text(node))
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
                UnsafeBufferPointer(rebasing: mine[left]).elementsEqual(UnsafeBufferPointer(rebasing: theirs[right]))
            }
        }
    }
}
