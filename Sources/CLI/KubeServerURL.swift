import Sockets

/// Scheme, host and port of an API server; nothing else of a URL means anything here.
struct KubeServerURL: Hashable {
    var isPlain: Bool
    /// Without brackets.
    var host: String
    var port: UInt16

    init(isPlain: Bool, host: String, port: UInt16) {
        self.isPlain = isPlain
        self.host = host
        self.port = port
    }

    /// Nil for what is no `http://` or `https://` URL of a host, with or without port, and a slash at most behind it.
    init?(_ text: String) {
        let rest: Substring
        if text.hasPrefix("https://") {
            isPlain = false
            rest = text.dropFirst(8)
        } else if text.hasPrefix("http://") {
            isPlain = true
            rest = text.dropFirst(7)
        } else {
            return nil
        }
        let authority = rest.hasSuffix("/") ? rest.dropLast() : rest
        let end: Substring
        if authority.hasPrefix("[") {
            guard let bracket = authority.firstIndex(of: "]") else { return nil }
            host = String(authority[authority.index(after: authority.startIndex)..<bracket])
            guard host.contains(":"), HostName.literal(host, port: 1) != nil else { return nil }
            end = authority[authority.index(after: bracket)...]
        } else {
            host = String(authority.prefix { $0 != ":" })
            guard !host.isEmpty, host.utf8.count <= 253, host.utf8.allSatisfy(Self.isNameByte) else { return nil }
            end = authority.dropFirst(host.count)
        }
        guard !end.isEmpty else {
            port = isPlain ? 80 : 443
            return
        }
        let digits = end.dropFirst()
        guard end.hasPrefix(":"), digits.utf8.allSatisfy(Self.isDigit), let number = UInt16(digits), number > 0 else {
            return nil
        }
        port = number
    }

    /// Addresses and names that never leave the machine.
    var isLoopback: Bool {
        if host == "localhost" { return true }
        guard let address = HostName.literal(host, port: port) else { return false }
        return address.isIPv6 ? address.host == "::1" : address.host.hasPrefix("127.")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
