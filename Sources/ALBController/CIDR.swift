/// The form of an address or an address range, `10.0.0.0/8` or `2001:db8::/32`, with nothing computed from it.
///
/// Source: `ParseAddr` in `net/netip` and `ParseCIDR` in `net/ip.go` of the Go distribution; zones, which no range may
/// have, are refused for addresses too.
package enum CIDR {
    package enum Reading: Hashable, Sendable {
        case range
        /// An address without a mask.
        case address
        case neither
    }

    /// No address or range is longer.
    private static let longest = 64

    package static func read(_ text: String) -> Reading {
        guard text.utf8.count <= longest else { return .neither }
        let bytes = Array(text.utf8)
        let slash = bytes.firstIndex(of: UInt8(ascii: "/"))
        let address = bytes[..<(slash ?? bytes.endIndex)]
        let isIPv6 = address.contains(UInt8(ascii: ":"))
        guard isIPv6 ? Self.isIPv6(address) : isIPv4(address) else { return .neither }
        guard let slash else { return .address }
        guard let mask = number(bytes[(slash + 1)...]), mask <= (isIPv6 ? 128 : 32) else { return .neither }
        return .range
    }

    private static func isIPv4(_ text: ArraySlice<UInt8>) -> Bool {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                guard let value = number(part), value <= 255 else { return false }
                return part.count == 1 || part.first != UInt8(ascii: "0")
            }
    }

    /// Whether an IPv4 range names another address than its first, as `192.168.2.0/16` does.
    package static func hasHostBits(_ text: String) -> Bool {
        guard read(text) == .range, !text.contains(":") else { return false }
        let parts = text.utf8.split { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }.map { number($0) ?? 0 }
        guard parts.count == 5 else { return false }
        let address = parts[..<4].reduce(0) { $0 << 8 | $1 }
        return address & ((1 << (32 - min(parts[4], 32))) - 1) != 0
    }

    /// At most eight groups, one gap `::` that stands for at least one, and an IPv4 address for the last two.
    private static func isIPv6(_ text: ArraySlice<UInt8>) -> Bool {
        let colon = UInt8(ascii: ":")
        var rest = text
        var words = 0
        var hasGap = false
        if rest.starts(with: [colon, colon]) {
            hasGap = true
            rest = rest.dropFirst(2)
            if rest.isEmpty { return true }
        }
        while true {
            let group = rest.prefix { $0 != colon }
            if group.contains(UInt8(ascii: ".")) {
                guard group.count == rest.count, isIPv4(group) else { return false }
                words += 2
                break
            }
            guard (1...4).contains(group.count), group.allSatisfy(isHexDigit) else { return false }
            words += 1
            rest = rest.dropFirst(group.count)
            if rest.isEmpty { break }
            rest = rest.dropFirst()
            guard let next = rest.first else { return false }
            guard next == colon else { continue }
            guard !hasGap else { return false }
            hasGap = true
            rest = rest.dropFirst()
            if rest.isEmpty { break }
        }
        return hasGap ? words < 8 : words == 8
    }

    /// One to three digits.
    private static func number(_ text: some Collection<UInt8>) -> Int? {
        guard (1...3).contains(text.count), text.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return text.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
