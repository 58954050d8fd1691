/// The key of a member while its object is walked; compared with literals, it costs a few instructions.
@usableFromInline
package struct JSONKey {
    /// Valid during the walk alone.
    @usableFromInline let source: UnsafeBufferPointer<UInt8>
    @usableFromInline let entry: JSONTapeEntry

    @inlinable @inline(__always)
    init(_ source: UnsafeBufferPointer<UInt8>, _ entry: JSONTapeEntry) {
        self.source = source
        self.entry = entry
    }

    @inlinable @inline(__always)
    package static func == (key: JSONKey, name: StaticString) -> Bool { key.entry.hasText(name, in: key.source) }
}

extension JSONTapeEntry {
    /// Whether a string's decoded text is `text`.
    @inlinable @inline(__always)
    func hasText(_ text: StaticString, in source: UnsafeBufferPointer<UInt8>) -> Bool {
        let inner = inner
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard !isEscaped else { return decodesTo(wanted, in: source) }
        guard inner.count == wanted.count else { return false }
        return ByteComparison.equal(UnsafeBufferPointer(rebasing: source[inner]), wanted)
    }

    @usableFromInline @inline(never)
    func decodesTo(_ wanted: UnsafeBufferPointer<UInt8>, in source: UnsafeBufferPointer<UInt8>) -> Bool {
        let inner = inner
        return inner.count >= wanted.count
            && JSONUnescape.bytes(UnsafeBufferPointer(rebasing: source[inner])).elementsEqual(wanted)
    }
}

extension JSONDocument {
    /// Walks the members of an object in order; a key that it has twice comes twice, and Go decodes the last.
    @inlinable @inline(__always)
    package func eachMember(of object: JSONNode, _ body: (JSONKey, JSONNode) -> Void) {
        let container = entry(object)
        guard case .object = container.kind else { return }
        bytes.withUnsafeBufferPointer { source in
            var key = Int(object.index) &+ 1
            let end = Int(object.index) &+ container.size
            while key < end {
                body(JSONKey(source, tape[key]), JSONNode(index: UInt32(truncatingIfNeeded: key &+ 1)))
                key &+= 1 &+ tape[key &+ 1].size
            }
        }
    }
}
