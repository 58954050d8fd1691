/// An IPv4 or IPv6 address as 16 bytes; IPv4 is mapped into IPv6, so `10.0.0.1` equals `::ffff:10.0.0.1`.
package struct IPAddress: Hashable, Sendable {
    let bytes: [UInt8]

    /// Nil for what is no address, and for one with a mask or a zone.
    package init?(_ text: String) {
        guard CIDR.read(text) == .address, let bytes = text.contains(":") ? Self.six(text) : Self.four(text) else {
            return nil
        }
        self.bytes = bytes
    }

    /// Whether it lies in a range such as `10.0.0.0/8`, or is the address that stands there; nil when `range` is neither.
    package func isIn(_ range: String) -> Bool? {
        let parts = range.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard CIDR.read(range) != .neither, let first = parts.first, let base = IPAddress(String(first)) else {
            return nil
        }
        let isFour = !first.contains(":")
        let written = parts.count == 2 ? Int(parts[1]) : nil
        if parts.count == 2, written == nil { return nil }
        let length = (isFour ? 96 : 0) + (written ?? (isFour ? 32 : 128))
        for index in 0..<16 {
            let kept = min(8, max(0, length - index * 8))
            let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - kept))
            if bytes[index] & mask != base.bytes[index] & mask { return false }
        }
        return true
    }

    private static func four(_ text: String) -> [UInt8]? {
        let parts = text.split(separator: ".").compactMap { UInt8($0) }
        return parts.count == 4 ? [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + parts : nil
    }

    private static func six(_ text: String) -> [UInt8]? {
        let halves = halves(text)
        guard let head = groups(halves.head), let tail = groups(halves.tail) else { return nil }
        let gap = 16 - head.count - tail.count
        guard gap >= 0, halves.hasGap || gap == 0 else { return nil }
        return head + [UInt8](repeating: 0, count: gap) + tail
    }

    private static func halves(_ text: String) -> (head: Substring, tail: Substring, hasGap: Bool) {
        var previous: String.Index?
        for index in text.indices {
            if text[index] == ":", let before = previous, text[before] == ":" {
                return (text[..<before], text[text.index(after: index)...], true)
            }
            previous = index
        }
        return (text[...], "", false)
    }

    private static func groups(_ text: Substring) -> [UInt8]? {
        var bytes: [UInt8] = []
        for group in text.split(separator: ":") {
            if group.contains(".") {
                guard let last = four(String(group)) else { return nil }
                bytes += last.suffix(4)
            } else {
                guard let value = UInt16(group, radix: 16) else { return nil }
                bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
            }
        }
        return bytes
    }
}
