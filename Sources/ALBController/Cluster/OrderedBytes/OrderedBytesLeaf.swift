/// The bytes of a leaf of ``OrderedBytes``: entries in the order of their keys.
///
/// An entry is the number of bytes that its key has in common with the key before it, neither more nor less, because
/// ``find(_:in:)`` concludes from it; the rest of the key; and, when it has any, its value and weight.
enum OrderedBytesLeaf {
    struct Entry {
        var start: Int
        var end: Int
        /// Bytes of the key that are those of the entry before.
        var shared: Int
        var suffix: Range<Int>
        var value: Range<Int>
        var weight: Int
    }

    /// Where a key stands, or would.
    struct Position {
        var offset = 0
        var isMatch = false
        /// What the key has in common with the entry before.
        var sharedBefore = 0
        /// What it has in common with the entry at `offset`, if there is one.
        var sharedAfter = 0
        /// Of the entries before.
        var count = 0
        var sum = 0
    }

    static func entry(at start: Int, in leaf: [UInt8]) -> Entry {
        var offset = start
        let shared = number(&offset, leaf)
        let header = number(&offset, leaf)
        let suffix = offset..<offset + header >> 1
        offset = suffix.upperBound
        guard header & 1 == 1 else {
            return Entry(start: start, end: offset, shared: shared, suffix: suffix, value: offset..<offset, weight: 0)
        }
        let length = number(&offset, leaf)
        let value = offset..<offset + length
        offset = value.upperBound
        let zigzag = UInt(bitPattern: number(&offset, leaf))
        let weight = Int(bitPattern: zigzag >> 1) ^ -Int(bitPattern: zigzag & 1)
        return Entry(start: start, end: offset, shared: shared, suffix: suffix, value: value, weight: weight)
    }

    /// Compares only what an entry does not share with the one before: the key is after both or before both in that.
    static func find(_ key: [UInt8], in leaf: [UInt8]) -> Position {
        var position = Position()
        var match = 0
        while position.offset < leaf.count {
            let entry = entry(at: position.offset, in: leaf)
            if entry.shared < match {
                position.sharedAfter = entry.shared
                break
            }
            if entry.shared == match {
                var common = 0
                let limit = min(entry.suffix.count, key.count - match)
                while common < limit, leaf[entry.suffix.lowerBound + common] == key[match + common] { common += 1 }
                let isWhole = common == entry.suffix.count
                let isKeyOver = match + common == key.count
                if isKeyOver || (!isWhole && leaf[entry.suffix.lowerBound + common] > key[match + common]) {
                    position.isMatch = isWhole && isKeyOver
                    position.sharedAfter = match + common
                    break
                }
                match += common
            }
            position.count += 1
            position.sum &+= entry.weight
            position.offset = entry.end
        }
        position.sharedBefore = match
        return position
    }

    static func totals(_ leaf: [UInt8]) -> (count: Int, sum: Int) {
        var offset = 0
        var count = 0
        var sum = 0
        while offset < leaf.count {
            let entry = entry(at: offset, in: leaf)
            count += 1
            sum &+= entry.weight
            offset = entry.end
        }
        return (count, sum)
    }

    /// Little-endian groups of seven bits.
    private static func number(_ offset: inout Int, _ leaf: [UInt8]) -> Int {
        var byte = leaf[offset]
        offset += 1
        guard byte >= 0x80 else { return Int(byte) }
        var value = UInt(byte & 0x7F)
        var shift: UInt = 7
        repeat {
            byte = leaf[offset]
            offset += 1
            value |= UInt(byte & 0x7F) << shift
            shift += 7
        } while byte >= 0x80
        return Int(bitPattern: value)
    }
}
