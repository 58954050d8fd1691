/// The form of an IPv4 or IPv6 address, with or without a prefix length.
enum IPRange {
    static func isValid(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first else { return false }
        let isV6 = address.contains(UInt8(ascii: ":"))
        guard isV6 ? isIPv6(address) : isIPv4(address) else { return false }
        guard parts.count > 1 else { return true }
        return number(parts[1], digits: 3).map { $0 <= (isV6 ? 128 : 32) } ?? false
    }

    private static func isIPv4(_ text: Substring.UTF8View) -> Bool {
        let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 4, omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { number($0, digits: 3).map { $0 <= 255 } ?? false }
    }

    private static func isIPv6(_ text: Substring.UTF8View) -> Bool {
        guard text.count <= 45 else { return false }
        let groups = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        let hasGap = Substring(text).contains("::")
        var words = 0
        for (index, group) in groups.enumerated() {
            if group.isEmpty { continue }
            if index == groups.count - 1, group.contains(UInt8(ascii: ".")) {
                guard isIPv4(group) else { return false }
                words += 2
                continue
            }
            guard group.count <= 4, group.allSatisfy(isHex) else { return false }
            words += 1
        }
        let empty = groups.count { $0.isEmpty }
        let allowed = hasGap ? (text.starts(with: "::".utf8) || Substring(text).hasSuffix("::") ? 2 : 1) : 0
        if Substring(text) == "::" { return true }
        return hasGap ? words < 8 && empty <= allowed : words == 8 && empty == 0
    }

    private static func number(_ text: Substring.UTF8View, digits: Int) -> Int? {
        guard !text.isEmpty, text.count <= digits, text.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return text.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return byte >= 0x30 && byte <= 0x39 || lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "f")
    }
}
