package import JSON

/// A map of strings, `metadata.annotations` or `metadata.labels`, decoded value by value on demand.
package struct Annotations: Sendable {
    package let document: JSONDocument
    package let node: JSONNode?
    /// A bit for each key, see ``filterBit(_:)``: most look-ups are for keys that are not there.
    private let filter: UInt64

    init(document: JSONDocument, node: JSONNode?) {
        self.document = document
        self.node = node
        filter = node == nil ? 0 : .max
    }

    /// `value` is the member of `metadata` with that name.
    init(reading reader: inout ObjectReader, _ name: StaticString, _ value: JSONNode?) {
        let path = FieldPath.metadata
        document = reader.document
        node = reader.object(value, path.key("\(name)"))
        guard let node else {
            filter = 0
            return
        }
        reader.noteMap(node, path.key("\(name)"))
        var filter: UInt64 = 0
        for (key, value) in document.members(node) {
            filter |= document.withUTF8(key, Self.filterBit) ?? .max
            switch document.kind(value) {
            case .string, .null: continue
            default: break
            }
            reader.mismatch(path.key("\(name)").key(document.string(key) ?? ""), .string, value)
        }
        self.filter = filter
    }

    /// The exact value; a null reads as the empty string, as Go decodes it.
    package subscript(name: StaticString) -> String? { value(name).flatMap(text) }

    package subscript(name: String) -> String? {
        node.flatMap { document.member(name, of: $0) }.flatMap(text)
    }

    package func contains(_ name: StaticString) -> Bool {
        guard let value = value(name) else { return false }
        switch document.kind(value) {
        case .string, .null: return true
        default: return false
        }
    }

    /// A look at the first byte of the value, which nearly always tells that it is no white space.
    package func mayBeBlank(_ name: StaticString) -> Bool {
        guard let value = value(name), case .string = document.kind(value) else { return true }
        let range = document.range(value)
        guard range.count > 2 else { return true }
        let first = document.bytes[range.lowerBound + 1]
        return first <= 0x20 || first >= 0x80 || first == UInt8(ascii: "\\")
    }

    /// All names that begin with `prefix`, in document order, with their values; at most as many as an object may have.
    package func all(withPrefix prefix: StaticString) -> [(name: String, value: String)] {
        guard let node else { return [] }
        var found: [(name: String, value: String)] = []
        for (key, value) in document.members(node) where starts(key, with: prefix) {
            guard found.count < ObjectShape.elementLimit else { break }
            guard let name = document.string(key), let value = text(value) else { continue }
            found.append((name, value))
        }
        return found
    }

    /// Those names that pass a look at their bytes, in document order and at most as many as an object may have; a
    /// value is decoded when it is asked for.
    package func names(
        where mayMatter: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> [(name: String, value: () -> String)] {
        guard let node else { return [] }
        var found: [(name: String, value: () -> String)] = []
        for (key, value) in document.members(node) where document.withUTF8(key, mayMatter) == true {
            guard found.count < ObjectShape.elementLimit else { break }
            if let name = document.string(key) { found.append((name, { text(value) ?? "" })) }
        }
        return found
    }

    package func hasAny(withPrefix prefix: StaticString) -> Bool {
        guard let node else { return false }
        return document.members(node).contains { starts($0.key, with: prefix) }
    }

    private func value(_ name: StaticString) -> JSONNode? {
        let bytes = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        guard let node, filter & Self.filterBit(bytes) != 0 else { return nil }
        return document.member(name, of: node)
    }

    /// One of 64 bits, from length, end and middle of a key; keys share their beginnings.
    @inline(__always)
    private static func filterBit(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let last = key.last else { return 1 }
        let middle = key[key.count / 2]
        let late = key[key.count - 1 - (key.count >> 2)]
        let mixed =
            UInt32(truncatingIfNeeded: key.count) &* 0x9E37 &+ UInt32(last) &* 0x85EB &+ UInt32(middle) &* 0xC2B3
            &+ UInt32(late) &* 0x27D5
        return 1 << UInt64((mixed >> 7) & 63)
    }

    private func starts(_ key: JSONNode, with prefix: StaticString) -> Bool {
        let length = prefix.utf8CodeUnitCount
        let range = document.range(key)
        guard range.count >= length + 2 else { return false }
        return document.bytes.withUnsafeBufferPointer { source in
            for index in 0..<length where source[range.lowerBound + 1 + index] != prefix.utf8Start[index] {
                return false
            }
            return true
        }
    }

    private func text(_ value: JSONNode) -> String? {
        if case .null = document.kind(value) { "" } else { document.string(value) }
    }
}
