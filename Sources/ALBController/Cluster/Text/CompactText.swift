/// Packs the text of one object, with what objects of Kubernetes have in common known beforehand.
///
/// LZ77 over bytes: a byte below 0x80 stands for that many literal bytes and one more; another is a match, its length
/// in the low seven bits less ``shortest``, followed by the distance in two bytes, which may reach into
/// ``CompactText/dictionary`` in front of the text. In front of it all is the length of the text.
enum CompactText {
    private static let shortest = 4
    private static let longest = shortest + 0x7F
    private static let hashBits: UInt32 = 12

    static func pack(_ text: [UInt8]) -> [UInt8] {
        let start = dictionary.count
        let source = dictionary + text
        var seen = seenInDictionary
        var packed: [UInt8] = []
        packed.reserveCapacity(text.count / 2 + 16)
        append(length: text.count, to: &packed)
        source.withUnsafeBufferPointer { source in
            var position = start
            var literals = start
            while position + shortest <= source.count {
                let hash = hash(source, position)
                let candidate = Int(seen[hash])
                seen[hash] = Int32(truncatingIfNeeded: position)
                let length = candidate < 0 || position - candidate > 0xFFFF ? 0 : match(source, candidate, position)
                guard length >= shortest else {
                    position += 1
                    continue
                }
                append(literals: source[literals..<position], to: &packed)
                packed.append(0x80 | UInt8(truncatingIfNeeded: length - shortest))
                packed.append(UInt8(truncatingIfNeeded: (position - candidate) >> 8))
                packed.append(UInt8(truncatingIfNeeded: position - candidate))
                let end = position + length
                position += 1
                while position < end, position + shortest <= source.count {
                    seen[Self.hash(source, position)] = Int32(truncatingIfNeeded: position)
                    position += 1
                }
                position = end
                literals = position
            }
            append(literals: source[literals...], to: &packed)
        }
        return packed
    }

    /// What ``pack(_:)`` was given; of bytes that it has not made, some text of at most the length they state.
    static func unpack(_ packed: ArraySlice<UInt8>) -> [UInt8] {
        dictionary.withUnsafeBufferPointer { dictionary in
            packed.withUnsafeBufferPointer { unpack($0, dictionary) }
        }
    }

    private static func unpack(
        _ packed: UnsafeBufferPointer<UInt8>,
        _ dictionary: UnsafeBufferPointer<UInt8>
    ) -> [UInt8] {
        var offset = 0
        let length = length(&offset, packed)
        return [UInt8](unsafeUninitializedCapacity: length) { text, count in
            while offset < packed.count, count < length {
                let token = Int(packed[offset])
                offset += 1
                if token < 0x80 {
                    let run = min(token + 1, packed.count - offset, length - count)
                    copy(packed[offset..<offset + run], to: count, in: text)
                    offset += run
                    count += run
                    continue
                }
                guard offset + 1 < packed.count else { return }
                let distance = Int(packed[offset]) << 8 | Int(packed[offset + 1])
                offset += 2
                guard distance > 0, distance <= count + dictionary.count else { return }
                let end = count + min(token & 0x7F + shortest, length - count)
                if distance > count {
                    let origin = dictionary.count + count - distance
                    let known = min(end - count, dictionary.count - origin)
                    copy(dictionary[origin..<origin + known], to: count, in: text)
                    count += known
                }
                // Byte by byte, for a match may reach into itself.
                while count < end {
                    text.initializeElement(at: count, to: text[count - distance])
                    count += 1
                }
            }
        }
    }

    private static func copy(
        _ bytes: Slice<UnsafeBufferPointer<UInt8>>,
        to place: Int,
        in text: UnsafeMutableBufferPointer<UInt8>
    ) {
        guard !bytes.isEmpty else { return }
        let target = UnsafeMutableBufferPointer(rebasing: text[place..<place + bytes.count])
        _ = target.initialize(fromContentsOf: bytes)
    }

    /// Of the text that was packed.
    static func length(_ packed: ArraySlice<UInt8>) -> Int {
        var offset = 0
        return packed.withUnsafeBufferPointer { length(&offset, $0) }
    }

    private static func match(_ source: UnsafeBufferPointer<UInt8>, _ candidate: Int, _ position: Int) -> Int {
        let limit = min(longest, source.count - position)
        var length = 0
        while length < limit, source[candidate + length] == source[position + length] { length += 1 }
        return length
    }

    private static func hash(_ source: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
        let low = UInt32(source[position]) | UInt32(source[position + 1]) << 8
        let word = low | UInt32(source[position + 2]) << 16 | UInt32(source[position + 3]) << 24
        return Int((word &* 2_654_435_761) >> (32 - hashBits))
    }

    private static let seenInDictionary: [Int32] = {
        var seen = [Int32](repeating: -1, count: 1 << Int(hashBits))
        dictionary.withUnsafeBufferPointer { source in
            for position in 0...source.count - shortest {
                seen[hash(source, position)] = Int32(truncatingIfNeeded: position)
            }
        }
        return seen
    }()

    private static func append(literals: Slice<UnsafeBufferPointer<UInt8>>, to packed: inout [UInt8]) {
        var rest = literals
        while !rest.isEmpty {
            let run = rest.prefix(0x80)
            packed.append(UInt8(truncatingIfNeeded: run.count - 1))
            packed += run
            rest = rest.dropFirst(run.count)
        }
    }

    private static func append(length: Int, to packed: inout [UInt8]) {
        var rest = UInt(length)
        while rest >= 0x80 {
            packed.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        packed.append(UInt8(truncatingIfNeeded: rest))
    }

    private static func length(_ offset: inout Int, _ packed: UnsafeBufferPointer<UInt8>) -> Int {
        var length: UInt = 0
        var shift: UInt = 0
        while offset < packed.count, shift < 63 {
            let byte = packed[offset]
            offset += 1
            length |= UInt(byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 { break }
        }
        return Int(bitPattern: length)
    }
}
