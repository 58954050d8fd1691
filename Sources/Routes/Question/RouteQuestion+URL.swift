import ALBController

/// Reading URLs (RFC 3986), as far as HTTP clients send them.
extension RouteQuestion {
    package struct Problem: Error, Hashable, Sendable {
        /// Without final stop.
        package var text: String
    }

    /// No server takes a longer one.
    package static let longestURL = 8192

    package init(url: String) throws(Problem) {
        guard url.utf8.count <= Self.longestURL else {
            throw Problem(text: "has \(url.utf8.count) bytes; at most \(Self.longestURL) are read")
        }
        for scalar in url.unicodeScalars where scalar.value <= 0x20 || scalar.value >= 0x7F {
            throw Problem(
                text: "has \(Self.name(scalar)), which must be percent-encoded in a path and punycode in a host"
            )
        }
        guard let colon = url.firstRange(of: "://") else {
            throw Problem(text: "has no scheme; write http://HOST/PATH or https://HOST/PATH")
        }
        guard let scheme = Scheme(rawValue: url[..<colon.lowerBound].lowercased()) else {
            throw Problem(text: "has the scheme \"\(url[..<colon.lowerBound])\"; an ALB answers http and https")
        }
        let rest = url[colon.upperBound...].prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard !authority.contains("@") else {
            throw Problem(text: "has a user name; write --header authorization=VALUE instead")
        }
        self.scheme = scheme
        (host, port) = try Self.place(authority, scheme)
        let target = rest.dropFirst(authority.count)
        let mark = target.firstIndex(of: "?")
        path = Self.withoutDots(target[..<(mark ?? target.endIndex)])
        query = mark.map { String(target[target.index(after: $0)...]) }
    }

    private static func place(_ authority: Substring, _ scheme: Scheme) throws(Problem) -> (String, Int) {
        var host = authority
        var port: Substring?
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { throw Problem(text: "has a [ without its ]") }
            host = authority[authority.index(after: authority.startIndex)..<end]
            let behind = authority[authority.index(after: end)...]
            guard behind.isEmpty || behind.hasPrefix(":") else {
                throw Problem(text: "has \"\(behind)\" behind the address")
            }
            if !behind.isEmpty { port = behind.dropFirst() }
            guard host.contains(":"), IPAddress(String(host)) != nil else {
                throw Problem(text: "has \"[\(host)]\", which is no IPv6 address")
            }
        } else {
            let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            host = parts[0]
            if parts.count == 2 { port = parts[1] }
            if host.hasSuffix(".") { host = host.dropLast() }
            guard !host.isEmpty else { throw Problem(text: "has no host; write \(scheme.rawValue)://HOST/PATH") }
            if let bad = host.first(where: { !isHostCharacter($0) }) {
                throw Problem(text: "has \"\(bad)\" in the host \"\(host)\"; a request has one host, without wildcards")
            }
            guard host.utf8.count <= 253, !host.hasPrefix("."), !host.hasSuffix("."), !host.contains("..") else {
                throw Problem(text: "has the host \"\(host)\", which is no DNS name")
            }
        }
        guard let port, !port.isEmpty else { return (host.lowercased(), scheme.defaultPort) }
        guard port.utf8.count <= 5, port.allSatisfy(\.isWholeNumber), let number = Int(port), 1...65535 ~= number else {
            throw Problem(text: "has the port \"\(port)\"; a port is a number from 1 to 65535")
        }
        return (host.lowercased(), number)
    }

    private static func isHostCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "-._".contains(character))
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x20: "a blank"
        case 0x80...: "the character \"\(scalar)\""
        default: "a control character"
        }
    }

    /// RFC 3986 section 5.2.4: clients never send `.` and `..`; an empty path is `/`.
    private static func withoutDots(_ path: Substring) -> String {
        guard path.contains(".") else { return path.isEmpty ? "/" : String(path) }
        var kept: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch segment {
            case ".": if isLast { kept.append("") }
            case "..":
                _ = kept.popLast()
                if isLast { kept.append("") }
            default: kept.append(segment)
            }
        }
        return "/" + kept.joined(separator: "/")
    }
}
