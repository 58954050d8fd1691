/// Paths with queries, in which a name stays a name whatever it consists of.
enum RequestTarget {
    /// A page of a list; without a resource version, so that the server reads what is stored now.
    static func list(_ path: String, limit: Int, continuation: String?) -> String {
        let start = "\(encode(path, keeping: slash))?limit=\(limit)"
        return continuation.map { "\(start)&continue=\(encode($0))" } ?? start
    }

    static func watch(_ path: String, from resourceVersion: String, seconds: UInt64) -> String {
        "\(encode(path, keeping: slash))?watch=true&allowWatchBookmarks=true&timeoutSeconds=\(seconds)"
            + "&resourceVersion=\(encode(resourceVersion))"
    }

    /// One object of the collection at `path`; nil for a name that no object can have, or when the collection is that of
    /// another namespace.
    static func object(_ path: String, namespace: String, name: String) -> String? {
        guard isSegment(name), namespace.isEmpty || isSegment(namespace) else { return nil }
        let parts = path.split(separator: "/")
        if parts.count > 2, parts[parts.count - 3] == "namespaces" {
            guard namespace.isEmpty || parts[parts.count - 2] == namespace else { return nil }
            return "\(encode(path, keeping: slash))/\(encode(name))"
        }
        guard !namespace.isEmpty else { return "\(encode(path, keeping: slash))/\(encode(name))" }
        guard let plural = parts.last else { return nil }
        let group = parts.dropLast().map { encode(String($0)) }.joined(separator: "/")
        return "/\(group)/namespaces/\(encode(namespace))/\(encode(String(plural)))/\(encode(name))"
    }

    /// Where a request about one object goes: a new one to its collection.
    static func of(_ request: ReadRequest, in path: String) -> String? {
        guard let target = object(path, namespace: request.namespace, name: request.name) else { return nil }
        guard request.change?.verb == .create else { return target }
        return target.lastIndex(of: "/").map { String(target[..<$0]) }
    }

    /// `IsValidPathSegmentName` of k8s.io/apimachinery/pkg/api/validation/path, and the longest name there is.
    private static func isSegment(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 253 && name != "." && name != ".."
            && !name.utf8.contains { $0 == slash || $0 == UInt8(ascii: "%") }
    }

    private static let slash = UInt8(ascii: "/")

    /// Everything but unreserved characters (RFC 3986 section 2.3) as `%XX`.
    static func encode(_ text: String, keeping kept: UInt8? = nil) -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.append(byte)
            case kept:
                result.append(byte)
            default:
                result += [UInt8(ascii: "%"), hexDigit(byte >> 4), hexDigit(byte & 15)]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
