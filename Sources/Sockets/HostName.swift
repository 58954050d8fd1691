import CLinux
import Glibc

/// Names of machines.
package enum HostName {
    /// Where `host` is, in the order of preference (RFC 6724): looked up unless it is an address.
    ///
    /// Blocks for as long as the resolver is configured to wait.
    package static func addresses(of host: String, port: UInt16) throws(SocketError) -> [SocketAddress] {
        if let address = literal(host, port: port) { return [address] }
        var hints = addrinfo()
        hints.ai_socktype = CLinux_SOCK_STREAM
        var list: UnsafeMutablePointer<addrinfo>?
        let result = getaddrinfo(host, nil, &hints, &list)
        guard result == 0 else {
            throw .unresolved(host, reason: String(cString: gai_strerror(result)))
        }
        defer { freeaddrinfo(list) }
        var found: [SocketAddress] = []
        var next = list
        while let entry = next {
            next = entry.pointee.ai_next
            if let text = numericHost(entry.pointee), let address = literal(text, port: port) { found.append(address) }
        }
        guard !found.isEmpty else { throw .unresolved(host, reason: "it has no address") }
        return found
    }

    /// The address that `host` is itself, an IPv6 one with or without brackets; nil for a name.
    package static func literal(_ host: String, port: UInt16) -> SocketAddress? {
        guard !host.isEmpty, host != "localhost" else { return nil }
        let isBare = host.contains(":") && !host.hasPrefix("[")
        return try? SocketAddress(isBare ? "[\(host)]:\(port)" : "\(host):\(port)")
    }

    private static func numericHost(_ entry: addrinfo) -> String? {
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let length = socklen_t(text.count)
        let result = getnameinfo(entry.ai_addr, entry.ai_addrlen, &text, length, nil, 0, NI_NUMERICHOST)
        guard result == 0 else { return nil }
        // A scope (`fe80::1%eth0`) is nothing that an address here can have.
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
