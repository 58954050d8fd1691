/// Changes of a leaf; each makes a new array of exactly the bytes that it needs.
extension OrderedBytesLeaf {
    /// What the change adds to the number of entries and to the sum of their weights.
    static func set(
        _ key: [UInt8],
        value: [UInt8],
        weight: Int,
        in leaf: inout [UInt8]
    ) -> (count: Int, sum: Int) {
        let position = find(key, in: leaf)
        let next = position.offset < leaf.count ? entry(at: position.offset, in: leaf) : nil
        var bytes: [UInt8] = []
        bytes.reserveCapacity(leaf.count + key.count - position.sharedBefore + value.count + 24)
        bytes += leaf[..<position.offset]
        append(shared: position.sharedBefore, key[position.sharedBefore...], value[...], weight, to: &bytes)
        var change = (count: 1, sum: weight)
        if position.isMatch, let next {
            change = (0, weight &- next.weight)
            bytes += leaf[next.end...]
        } else if let next {
            let rest = leaf[(next.suffix.lowerBound + position.sharedAfter - next.shared)..<next.suffix.upperBound]
            append(shared: position.sharedAfter, rest, leaf[next.value], next.weight, to: &bytes)
            bytes += leaf[next.end...]
        }
        leaf = exact(bytes)
        return change
    }

    /// The weight that the entry had; nil when there is none.
    static func remove(_ key: [UInt8], in leaf: inout [UInt8]) -> Int? {
        let position = find(key, in: leaf)
        guard position.isMatch else { return nil }
        let gone = entry(at: position.offset, in: leaf)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(leaf.count)
        bytes += leaf[..<gone.start]
        if gone.end < leaf.count {
            let next = entry(at: gone.end, in: leaf)
            let shared = min(gone.shared, next.shared)
            // Up to here the next key was told by the one that goes.
            let rest = key[shared..<next.shared] + leaf[next.suffix]
            append(shared: shared, rest, leaf[next.value], next.weight, to: &bytes)
            bytes += leaf[next.end...]
        }
        leaf = exact(bytes)
        return gone.weight
    }

    /// Two leaves of about the same size, and the shortest key that parts them; nil for a single entry.
    static func split(_ leaf: [UInt8]) -> (left: [UInt8], right: [UInt8], separator: [UInt8])? {
        var key: [UInt8] = []
        var offset = 0
        while offset < leaf.count {
            let entry = entry(at: offset, in: leaf)
            key.removeLast(key.count - entry.shared)
            key += leaf[entry.suffix]
            offset = entry.end
            guard entry.start > 0, entry.end > leaf.count / 2 else { continue }
            var right: [UInt8] = []
            right.reserveCapacity(leaf.count - entry.start + key.count)
            append(shared: 0, key[...], leaf[entry.value], entry.weight, to: &right)
            right += leaf[entry.end...]
            return (Array(leaf[..<entry.start]), exact(right), Array(key[...entry.shared]))
        }
        return nil
    }

    /// One leaf of two of which the second has the greater keys.
    static func join(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
        guard !first.isEmpty, !second.isEmpty else { return first + second }
        var last: [UInt8] = []
        var offset = 0
        while offset < first.count {
            let entry = entry(at: offset, in: first)
            last.removeLast(last.count - entry.shared)
            last += first[entry.suffix]
            offset = entry.end
        }
        let next = entry(at: 0, in: second)
        let whole = second[next.suffix]
        let shared = zip(last, whole).prefix { $0 == $1 }.count
        var bytes: [UInt8] = []
        bytes.reserveCapacity(first.count + second.count)
        bytes += first
        append(shared: shared, whole.dropFirst(shared), second[next.value], next.weight, to: &bytes)
        bytes += second[next.end...]
        return exact(bytes)
    }

    static func append(
        shared: Int,
        _ suffix: ArraySlice<UInt8>,
        _ value: ArraySlice<UInt8>,
        _ weight: Int,
        to bytes: inout [UInt8]
    ) {
        let hasValue = !value.isEmpty || weight != 0
        append(UInt(shared), to: &bytes)
        append(UInt(suffix.count) << 1 | (hasValue ? 1 : 0), to: &bytes)
        bytes += suffix
        guard hasValue else { return }
        append(UInt(value.count), to: &bytes)
        bytes += value
        append(UInt(bitPattern: weight << 1 ^ weight >> (Int.bitWidth - 1)), to: &bytes)
    }

    private static func append(_ number: UInt, to bytes: inout [UInt8]) {
        var number = number
        while number >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: number) | 0x80)
            number >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: number))
    }

    /// Without the room that a growing array keeps: leaves are what the memory goes to.
    static func exact(_ bytes: [UInt8]) -> [UInt8] {
        bytes.capacity - bytes.count < 64
            ? bytes
            : [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, count in
                count = buffer.initialize(fromContentsOf: bytes)
            }
    }
}
