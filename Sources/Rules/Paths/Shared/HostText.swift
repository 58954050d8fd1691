import Admission
import Kubernetes

/// What can be told from the text of a host.
///
/// Source: the host condition of CreateRule in the API reference of ALB.
enum HostText {
    /// What of a host is outside the documented grammar; nil where nothing is.
    static func problem(_ host: String) -> String? {
        let length = host.unicodeScalars.count
        if length < 3 || length > 128 { return "has \(length) characters instead of 3 to 128" }
        guard let dot = host.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "has no dot" }
        if host.utf8.first == UInt8(ascii: ".") || host.utf8.last == UInt8(ascii: ".") {
            return "begins or ends with a dot"
        }
        guard host.utf8.allSatisfy({ isLetter($0) || isDigit($0) || marks.contains($0) }) else {
            return "has characters besides letters, digits, hyphens, dots and wildcards"
        }
        let last = host.utf8[host.utf8.index(after: dot)...]
        guard last.allSatisfy({ isLetter($0) || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }) else {
            return "ends in the label \"\(String(Substring(last)).clipped)\", which may have letters only"
        }
        return nil
    }

    /// Such as `.xn--fiqs8s`: a real top-level domain, whatever the documented grammar says.
    static func endsInPunycode(_ host: String) -> Bool {
        let last = host.split(separator: ".", omittingEmptySubsequences: false).last ?? ""
        guard last.lowercased().hasPrefix("xn--"), last.utf8.count > 4 else { return false }
        return problem(String(host.dropLast(last.count)) + "com") == nil
            && last.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
    }

    private static let marks = Set("-.*?".utf8)

    static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    static func isLetter(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
    }

    static func fix(_ host: String) -> Fix {
        guard host.utf8.allSatisfy({ $0 < 0x80 }) else {
            return "write it in ASCII, as punycode with labels that begin with xn--"
        }
        if host == "*" { return "leave the host out, which stands for every host" }
        if host.utf8.contains(UInt8(ascii: ":")) || host.utf8.contains(UInt8(ascii: "/")) {
            return "write the domain name alone; ports are in listen-ports and paths in paths"
        }
        if host.utf8.contains(UInt8(ascii: "_")) { return "use a domain name without underscores" }
        if host.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }) {
            return "use a domain name, or leave the host out, which stands for every host"
        }
        return "use a full domain name whose last label has letters only"
    }
}
