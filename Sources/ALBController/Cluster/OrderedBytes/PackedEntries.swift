/// Entries of an ``OrderedBytes`` one behind the other in one buffer: many of them cost no allocation each.
///
/// Each is the lengths of key and value and the weight, eight bytes each, and then key and value.
struct PackedEntries: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Where each entry begins.
    private(set) var starts: [Int] = []

    private static let head = 24

    mutating func append(_ key: [UInt8], value: some Collection<UInt8>, weight: Int) {
        starts.append(bytes.count)
        for number in [key.count, value.count, weight] {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
        bytes += key
        bytes += value
    }

    /// Room for all of them and no more, so it is asked for once.
    mutating func reserve(for others: [PackedEntries]) {
        bytes.reserveCapacity(others.reduce(bytes.count) { $0 + $1.bytes.count })
        starts.reserveCapacity(others.reduce(starts.count) { $0 + $1.starts.count })
    }

    mutating func append(_ other: PackedEntries) {
        let offset = bytes.count
        // No room is reserved: that would be exactly what is needed, and so a copy of all for each append.
        bytes += other.bytes
        for start in other.starts { starts.append(offset + start) }
    }

    /// By their keys; what is in order already costs less.
    mutating func sort() {
        bytes.withUnsafeBytes { bytes in
            starts.sort { Self.isLess(bytes, $0, $1) }
        }
    }

    func key(at start: Int) -> Range<Int> {
        let length = number(at: start)
        return start + Self.head..<start + Self.head + length
    }

    func value(at start: Int) -> Range<Int> {
        let end = start + Self.head + number(at: start)
        return end..<end + number(at: start + 8)
    }

    func weight(at start: Int) -> Int { number(at: start + 16) }

    /// What the keys of two entries begin with alike.
    func shared(_ left: Int, _ right: Int) -> Int {
        let left = key(at: left)
        let right = key(at: right)
        let limit = min(left.count, right.count)
        return bytes.withUnsafeBufferPointer { bytes in
            var count = 0
            while count < limit, bytes[left.lowerBound + count] == bytes[right.lowerBound + count] { count += 1 }
            return count
        }
    }

    private func number(at offset: Int) -> Int {
        bytes.withUnsafeBytes { Int(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Int.self)) }
    }

    private static func isLess(_ bytes: UnsafeRawBufferPointer, _ left: Int, _ right: Int) -> Bool {
        func length(_ start: Int) -> Int { Int(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: Int.self)) }
        let lengths = (length(left), length(right))
        let limit = min(lengths.0, lengths.1)
        let keys = (left + head, right + head)
        var index = 0
        // Most keys begin with the same class: eight bytes at a time.
        while index + 8 <= limit {
            let words = (
                bytes.loadUnaligned(fromByteOffset: keys.0 + index, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: keys.1 + index, as: UInt64.self)
            )
            if words.0 != words.1 { return words.0.bigEndian < words.1.bigEndian }
            index += 8
        }
        while index < limit {
            let pair = (bytes[keys.0 + index], bytes[keys.1 + index])
            if pair.0 != pair.1 { return pair.0 < pair.1 }
            index += 1
        }
        return lengths.0 < lengths.1
    }
}
