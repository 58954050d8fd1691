import Sockets

/// Writes requests to one server.
struct RequestWriter: Sendable {
    private let host: String
    private let userAgent: String

    /// Throws for a host that is neither a name nor an address.
    init(_ access: APIServerAccess) throws(SocketError) {
        let name = access.host
        let isPlausible =
            !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                    UInt8(ascii: ":"):
                    true
                default: false
                }
            }
        guard isPlausible else { throw .unresolved(name, reason: "neither a host name nor an address") }
        host = name.contains(":") ? "[\(name)]:\(access.port)" : "\(name):\(access.port)"
        userAgent = String(decoding: access.userAgent.utf8.filter { $0 >= 0x20 && $0 < 0x7F }, as: UTF8.self)
    }

    /// The target consists of printed characters without spaces; so must the token, or it is refused.
    func bytes(_ request: APIRequest, token: String?) throws(ResourceProblem) -> [UInt8] {
        var text = "\(request.change?.method ?? "GET") \(request.target) HTTP/1.1\r\nHost: \(host)\r\n"
        text += "User-Agent: \(userAgent)\r\nAccept: application/json\r\n"
        if let token { text += "Authorization: Bearer \(try Self.checked(token))\r\n" }
        guard let change = request.change else { return Array((text + "\r\n").utf8) }
        text += "Content-Type: \(change.contentType)\r\nContent-Length: \(change.body.count)\r\n\r\n"
        return Array(text.utf8) + change.body
    }

    /// Without the line end that a file may have behind it.
    private static func checked(_ token: String) throws(ResourceProblem) -> String {
        var bytes = Array(token.utf8)
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
        if bytes.isEmpty { throw .credentials("the token is empty") }
        // Service account tokens have about 1 KiB, and proxies take header fields of 8 to 16 KiB.
        if bytes.count > 16 * 1024 { throw .credentials("the token has more than 16384 bytes") }
        guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .credentials("the token has characters that no token has")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
