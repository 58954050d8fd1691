/// Tests the text of an address range, `10.0.0.0/8` or `2001:db8::/32`, with nothing computed from it.
package enum CIDR {
    package enum Reading: Hashable, Sendable {
        case range
        /// An address without a mask.
        case address
        case neither
    }

    package static func read(_ text: String) -> Reading {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first, text.utf8.count <= 64 else { return .neither }
        let bits: Int
        if isIPv4(address) {
            bits = 32
        } else if isIPv6(address) {
            bits = 128
        } else {
            return .neither
        }
        guard parts.count == 2 else { return .address }
        guard let mask = decimal(parts[1]), mask <= bits else { return .neither }
        return .range
    }

    private static func isIPv4(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { decimal($0).map { $0 <= 255 } ?? false }
    }

    private static func isIPv6(_ text: Substring) -> Bool {
        var groups = text.split(separator: ":", omittingEmptySubsequences: false)
        guard groups.count >= 3 else { return false }
        // A leading or trailing "::" leaves two empty groups, one of them its own.
        if groups.first?.isEmpty == true, groups[1].isEmpty { groups.removeFirst() }
        if groups.last?.isEmpty == true, groups.dropLast().last?.isEmpty == true { groups.removeLast() }
        var width = 0
        var gaps = 0
        for (index, group) in groups.enumerated() {
            if group.isEmpty {
                gaps += 1
            } else if index == groups.count - 1, isIPv4(group) {
                width += 2
            } else {
                guard group.utf8.count <= 4, group.utf8.allSatisfy(isHexDigit) else { return false }
                width += 1
            }
        }
        return gaps == 0 ? width == 8 : gaps == 1 && width < 8
    }

    private static func decimal(_ text: Substring) -> Int? {
        let isPlain =
            text.utf8.count <= 3 && text.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        return isPlain ? Int(text) : nil
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
