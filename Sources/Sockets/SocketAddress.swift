import CLinux
import Glibc

/// An IPv4 or IPv6 address with a port.
package struct SocketAddress: Hashable, Sendable {
    /// IPv6 with an empty host: all addresses of both families, or of IPv4 where the machine has no IPv6.
    package let isWildcard: Bool
    package let isIPv6: Bool
    package let host: String
    package let port: UInt16

    /// `0.0.0.0:9443`, `[::1]:9443`, `localhost:9443`, `:9443`; port 0 lets the system choose.
    package init(_ text: String) throws(SocketError) {
        guard let colon = text.lastIndex(of: ":"), let port = Self.port(text[text.index(after: colon)...]) else {
            throw .malformedAddress(text)
        }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
            guard host.contains(":") else { throw .malformedAddress(text) }
        } else if host.contains(":") {
            throw .malformedAddress(text)
        }
        if host == "localhost" { host = "127.0.0.1" }
        var buffer = in6_addr()
        isIPv6 = host.isEmpty || host.contains(":")
        isWildcard = host.isEmpty || host == "::"
        self.host = host.isEmpty ? "::" : host
        self.port = port
        guard inet_pton(isIPv6 ? AF_INET6 : AF_INET, self.host, &buffer) == 1 else { throw .malformedAddress(text) }
    }

    private init(host: String, port: UInt16) {
        self.host = host
        self.port = port
        isIPv6 = host.contains(":")
        isWildcard = host == "::"
    }

    package func with(port: UInt16) -> SocketAddress {
        SocketAddress(host: host, port: port)
    }

    /// For a machine without IPv6.
    var ipv4Wildcard: SocketAddress {
        SocketAddress(host: "0.0.0.0", port: port)
    }

    /// Calls `body` with the address in the form of the socket calls.
    func withSockaddr<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        if isIPv6 {
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = port.bigEndian
            inet_pton(AF_INET6, host, &address.sin6_addr)
            return withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    body($0, socklen_t(MemoryLayout<sockaddr_in6>.size))
                }
            }
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func port(_ digits: Substring) -> UInt16? {
        digits.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } ? UInt16(digits) : nil
    }
}

extension SocketAddress: CustomStringConvertible {
    package var description: String {
        isIPv6 ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
